from handbook.navigation import extend_navigation


def test_generated_pages_go_below_the_index_of_their_folder() -> None:
    nav = [
        {"Home": "index.md"},
        {"Bank": ["questions/index.md"]},
        {"Other": [{"Deep": ["notebooks/index.md"]}]},
    ]
    uris = ["questions/index.md", "questions/metrics.md", "notebooks/t/a.md", "elsewhere/x.md"]
    assert extend_navigation(nav, uris) == [
        {"Home": "index.md"},
        {"Bank": ["questions/index.md", "questions/metrics.md"]},
        {"Other": [{"Deep": ["notebooks/index.md", "notebooks/t/a.md"]}]},
    ]


def test_a_page_that_the_configuration_places_is_not_added_again() -> None:
    nav = [{"Bank": ["questions/index.md", {"Metrics": "questions/metrics.md"}]}]
    assert extend_navigation(nav, ["questions/metrics.md"]) == nav
