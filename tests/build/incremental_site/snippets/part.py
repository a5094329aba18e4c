# --8<-- [start:body]
answer = 42
# --8<-- [end:body]
