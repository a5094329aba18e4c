from handbook.csp import policy, script_hashes
from handbook.offline.policy import offline_policy, protect


def test_files_take_the_place_of_the_own_server() -> None:
    text = offline_policy(policy(()), ())
    assert "'self'" not in text
    assert "script-src file: 'wasm-unsafe-eval';" in text
    assert "worker-src file: blob:" in text
    assert text.startswith("default-src 'none'; ")


def test_there_is_nothing_to_connect_to() -> None:
    assert offline_policy("connect-src 'self'", ()) == "connect-src 'none'"


def test_a_page_that_asks_what_its_reader_names_may_do_so() -> None:
    assert offline_policy("connect-src 'self' https:", ()) == "connect-src https:"


def test_only_the_scripts_of_the_page_are_allowed() -> None:
    html = "<html><head></head><body><script>one</script></body></html>"
    (own,) = script_hashes(html)
    (other,) = script_hashes("<script>two</script>")
    protected = protect(html.replace("<head>", f"<head>{_meta(policy([own, other]))}"))
    assert own in protected
    assert other not in protected


def test_a_page_without_a_policy_gets_one() -> None:
    assert "default-src 'none'; script-src file:" in protect("<html><head></head></html>")


def _meta(content: str) -> str:
    return f'<meta http-equiv="Content-Security-Policy" content="{content}">'
