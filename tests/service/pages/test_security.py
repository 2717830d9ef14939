from service.pages.security import page_headers, policy


def test_a_page_may_load_only_our_own_files():
    parts = dict(part.split(" ", 1) for part in policy().split("; "))
    assert parts == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "connect-src": "'self'",
        "img-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "require-trusted-types-for": "'script'",
        "frame-ancestors": "'none'",
    }


def test_only_named_origins_may_frame_a_page():
    framed = page_headers(["https://events.example", "https://www.example"])
    wanted = "frame-ancestors https://events.example https://www.example"
    assert framed["content-security-policy"].endswith(wanted)
    assert "'unsafe" not in framed["content-security-policy"]


def test_every_page_and_no_api_response_has_the_policy_of_pages(client):
    headers = client.get("/").headers
    assert headers["content-security-policy"] == policy()
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert len(headers["x-request-id"]) == 32
    of_api = client.get("/v1/documents").headers
    assert of_api["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
