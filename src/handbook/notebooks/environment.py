"""Environment variables under which the same notebook gives the same bytes."""

ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "PYTHONWARNINGS": "",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "LOKY_MAX_CPU_COUNT": "1",
    "MPLBACKEND": "agg",
    "SOURCE_DATE_EPOCH": "1704067200",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "COLUMNS": "80",
    "LINES": "24",
}
