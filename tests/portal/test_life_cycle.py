"""From the handed-out password to the public page and back: the whole story over HTTP."""

from __future__ import annotations

import uuid

from editor_app.core.content import Role
from portal.accounts.models import Device, SignIn, User
from portal.accounts.passwords import first_password
from tests.portal.district import PASSWORD, Api, District, article_content, attachment, picture

LOGIN = "/_allauth/app/v1/auth/login"


def sign_in(api: Api, username: str, password: str) -> str:
    reply = api.call("POST", LOGIN, {"username": username, "password": password})
    assert reply.status == 200, reply.json
    return str(reply.json["meta"]["session_token"])


def test_first_sign_in_forces_a_new_password(district: District, anonymous: Api) -> None:
    user = User.objects.get(username="officer_a")
    handed_out = first_password()
    user.set_password(handed_out)
    user.must_change_password = True
    user.save()
    session = sign_in(anonymous, "officer_a", handed_out)
    refused = anonymous.post("/devices", {"name": "办公室"}, X_Session_Token=session)
    assert (refused.status, refused.code) == (403, "password_change_required")
    same = {"current_password": handed_out, "new_password": handed_out}
    change = "/_allauth/app/v1/account/password/change"
    assert anonymous.call("POST", change, same, X_Session_Token=session).status == 400
    changed = anonymous.call("POST", change, {**same, "new_password": PASSWORD}, X_Session_Token=session)
    assert changed.status == 200, changed.json
    session = changed.json["meta"]["session_token"]  # the change gives the session a new token
    made = anonymous.post("/devices", {"name": "办公室"}, X_Session_Token=session)
    assert made.status == 201
    token = made.json["token"]
    assert not Device.objects.filter(token_hash=token).exists(), "the token itself is not stored"
    api = Api(token)
    assert api.get("/me").json["must_change_password"] is False
    assert api.call("DELETE", "/devices/current").status == 204
    assert api.get("/me").status == 401
    assert SignIn.objects.filter(username="officer_a", success=True).exists()


def test_wrong_passwords_lock_the_account(district: District, anonymous: Api) -> None:
    for _ in range(5):
        assert anonymous.call("POST", LOGIN, {"username": "officer_a", "password": "wrong"}).status == 400
    locked = anonymous.call("POST", LOGIN, {"username": "officer_a", "password": PASSWORD})
    assert locked.status == 400
    assert locked.json["errors"][0]["code"] == "too_many_login_attempts"
    sign_in(anonymous, "officer_b", PASSWORD)


def test_submit_return_resubmit_approve_publish(district: District) -> None:
    officer, reviewer, centre = (district.person(name) for name in ("officer_a", "reviewer_a", "centre"))
    cursor = officer.get("/changes").json["cursor"]
    photo = picture()
    assert officer.upload(photo, "雪.jpg").status == 204
    image = attachment(photo, role=Role.IMAGE, name="雪.jpg")
    first = article_content(body="请做好准备。\n\n![除雪](attachment:aaaa1111)", attachments=(image,))
    article = str(uuid.uuid4())
    receipt = officer.submit(article, first)
    assert receipt.status == 201, receipt.json
    assert receipt.json["stage"] == "单位审核"
    (task,) = reviewer.tasks()
    case = reviewer.get(f"/tasks/{task['id']}").json
    assert case["revision"]["content"]["body"] == first.body
    assert case["live"] is case["previous"] is case["last_seen"] is None
    remark = {"text": "请写明时间", "part": "body", "quote": "准备", "start": 3, "end": 5}
    assert reviewer.post(f"/articles/{article}/comments", remark).status == 201
    assert reviewer.decide(task, "return").status == 200
    status = officer.get(f"/articles/{article}")
    assert status.json["article"]["state"] == "returned"
    assert status.json["return_reason"] == "wording: 请核对日期"
    assert status.json["comments"][0]["quote"] == "准备"
    second = article_content(body="请于今晚前做好准备。\n\n![除雪](attachment:aaaa1111)", attachments=(image,))
    assert officer.submit(article, second, etag=status.headers["ETag"]).status == 201
    (task,) = reviewer.tasks()
    case = reviewer.get(f"/tasks/{task['id']}").json
    assert case["last_seen"]["content"]["body"] == case["previous"]["content"]["body"] == first.body
    assert reviewer.decide(task).json["article"]["stage"] == "信息中心终审"
    (task,) = centre.tasks()
    published = centre.decide(task).json["article"]
    assert published["state"] == "published"
    page = officer.get(published["public_url"])
    assert page.status == 200
    assert "请于今晚前做好准备" in page.content.decode()
    feed = officer.get(f"/changes?cursor={cursor}").json
    assert [(item["id"], item["state"], item["public_url"]) for item in feed["articles"]] == [
        (article, "published", published["public_url"])
    ]
    history = [line["action"] for line in officer.get(f"/articles/{article}/history").json["items"]]
    assert history == ["submitted", "commented", "returned", "submitted", "approved", "approved", "published"]
    stored = officer.get(f"/articles/{article}/files/{image.sha256}")
    assert stored.content == photo
    public = Api().get(f"/files/{article}/aaaa1111/x.jpg".replace("/files", "http://testserver/files"))
    assert public.content == photo


def test_correction_leaves_the_live_page_until_approved(district: District) -> None:
    article = district.published()
    officer = district.person("officer_a")
    url = officer.get(f"/articles/{article}").json["article"]["public_url"]
    etag = officer.get(f"/articles/{article}").headers["ETag"]
    corrected = article_content(title="更正后的通知标题", body="这是更正后的正文，请各村、各单位以此为准。")
    assert officer.submit(article, corrected, etag=etag).status == 201
    assert "更正后的正文" not in officer.get(url).content.decode()
    listed = officer.get("/articles?state=in_review").json["items"]
    assert [(item["title"], item["live"]) for item in listed] == [("更正后的通知标题", True)]
    district.approved_by("reviewer_a", article)
    assert "更正后的正文" not in officer.get(url).content.decode()
    district.approved_by("centre", article)
    assert "更正后的正文" in officer.get(url).content.decode()


def test_withdrawal_explains_itself_at_the_address(district: District) -> None:
    article = district.published()
    officer = district.person("officer_a")
    status = officer.get(f"/articles/{article}")
    url = status.json["article"]["public_url"]
    body = {"reason": "内容已过期，请见新通知"}
    assert officer.post(f"/articles/{article}/withdraw", body).status == 428
    done = officer.post(f"/articles/{article}/withdraw", body, If_Match=status.headers["ETag"])
    assert (done.status, done.json["article"]["state"], done.json["article"]["live"]) == (200, "withdrawn", False)
    page = officer.get(url)
    text = page.content.decode()
    assert page.status == 410
    assert "内容已过期" in text
    assert "降雪" not in text
    assert Api().get("/search?q=清雪").json["total"] == 0


def test_recall_until_claimed(district: District) -> None:
    officer, reviewer = district.person("officer_a"), district.person("reviewer_a")
    article, receipt = district.submitted()
    recalled = officer.post(f"/articles/{article}/recall", {}, If_Match=receipt["etag"])
    assert (recalled.status, recalled.json["article"]["state"]) == (200, "draft")
    assert reviewer.tasks() == []
    again = officer.submit(article, article_content(), etag=recalled.json["article"]["etag"])
    assert reviewer.post(f"/tasks/{reviewer.tasks()[0]['id']}/claim", key=None).status == 200
    refused = officer.post(f"/articles/{article}/recall", {}, If_Match=again.json["etag"])
    assert (refused.status, refused.code) == (409, "not_recallable")
