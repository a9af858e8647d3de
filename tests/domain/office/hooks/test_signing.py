"""A message is signed as Standard Webhooks has it: the example of its specification comes out."""

from __future__ import annotations

from queue_app.domain.office.hooks.signing import headers, written

# From the test data of the libraries of standardwebhooks.com, and the documentation of Svix, whose scheme it is.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = b'{"test": 2432232314}'


def test_the_published_example_comes_out() -> None:
    assert headers([SECRET], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, BODY) == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_while_two_secrets_are_good_each_signs() -> None:
    both = headers([written(b"a" * 32), SECRET], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, BODY)
    first, second = both["webhook-signature"].split(" ")

    assert (first != second, second) == (True, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")


def test_a_secret_is_written_with_what_it_is() -> None:
    assert written(b"\x00" * 32) == "whsec_" + "A" * 43 + "="
