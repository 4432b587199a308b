namespace Tracker.Api.Shared;

/// <summary>A real example for the body of every request, by the operation's name; a test sees to it that none is missing.</summary>
internal static class ApiExamples
{
    public static readonly IReadOnlyDictionary<string, string> Bodies = new Dictionary<string, string>
    {
        ["sign-in"] = """{"username":"nguyenthuha","password":"một câu dễ nhớ"}""",
        ["create-programme"] = """{"number":"01/CTr-HĐND","issuedOn":"2019-01-07","title":"Chương trình công tác năm 2019"}""",
        ["close-programme"] = """{"on":"2019-12-31","document":"90/KH-HĐND","decisions":[{"item":"0193b3a0-0000-7000-8000-000000000007","outcome":"carriedOver","reason":"Cần thêm thời gian chuẩn bị"}]}""",
        ["amend-programme"] = """{"number":"45/QĐ-HĐND","issuedOn":"2019-07-15","effectiveOn":"2019-07-15","title":"Điều chỉnh, bổ sung Chương trình công tác năm 2019","lines":[{"action":"add","contents":[{"title":"Giám sát công tác phòng cháy, chữa cháy tại chung cư","leadUnit":"Ban Pháp chế","timePhrase":"Quý IV"}]},{"action":"extend","items":["0193b3a0-0000-7000-8000-000000000007"],"dueOn":"2019-11-30","reason":"Chờ nghị định mới"}]}""",
        ["propose-amendment"] = """{"action":"withdraw","items":["0193b3a0-0000-7000-8000-000000000007"],"reason":"Trùng với chương trình giám sát của Quốc hội"}""",
        ["decide-proposal"] = """{"approved":false,"reason":"Ban vẫn chủ trì theo phân công"}""",
        ["create-item"] = """{"origin":"adhoc","title":"Góp ý dự thảo văn bản về công tác cải cách hành chính","leadUnit":"Ban Pháp chế","cooperatingUnits":["Sở Nội vụ"],"source":"Ý kiến chỉ đạo của Chủ tịch HĐND Thành phố","on":"2019-05-02","timePhrase":"Trước ngày 15/5"}""",
        ["change-item"] = """{"leadUnit":"Ban Đô thị","note":"Chuyển đơn vị chủ trì theo kết luận giao ban","effectiveOn":"2019-07-01"}""",
        ["report-progress"] = """{"state":"inProgress","on":"2019-10-01","reason":"Đang tổng hợp số liệu"}""",
        ["complete"] = """{"on":"2019-11-28","document":"312/BC-HĐND"}""",
        ["confirm"] = """{"confirmed":true}""",
        ["reopen"] = """{"reason":"Cần bổ sung báo cáo","on":"2019-09-01"}""",
        ["extend"] = """{"dueOn":"2020-01-31","document":"15/TB-HĐND","on":"2019-11-20"}""",
        ["request-extension"] = """{"dueOn":"2020-01-31","reason":"Chờ số liệu của các quận, huyện"}""",
        ["decide-extension"] = """{"approved":true,"document":"15/TB-HĐND","on":"2019-11-20"}""",
        ["withdraw"] = """{"document":"31/TB-HĐND","on":"2019-07-15"}""",
        ["carry-over"] = """{"on":"2019-12-31","document":"90/KH-HĐND","reason":"Cần thêm thời gian chuẩn bị"}""",
        ["correct"] = """{"entry":4711,"replacement":{"kind":"progressed","state":"completed"},"on":"2019-06-28"}""",
        ["remark"] = """{"kind":"note","text":"Đã gọi điện, đơn vị hẹn gửi báo cáo trong tuần"}""",
        ["plan-step"] = """{"what":"Gửi đề cương giám sát","who":"Trần Quốc Việt","dueOn":"2019-02-15"}""",
        ["create-unit"] = """{"name":"Ban Dân tộc","kind":"board","aliases":["Ban DT"],"position":7}""",
        ["change-unit"] = """{"name":"Ban Dân tộc","kind":"board","aliases":["Ban DT"],"position":7,"validTo":"2025-06-30"}""",
        ["create-person"] = """{"name":"Nguyễn Thu Hà","jobTitle":"Chuyên viên","unit":"Văn phòng HĐND Thành phố","email":"thuha@hanoi.gov.vn"}""",
        ["change-person"] = """{"name":"Nguyễn Thu Hà","jobTitle":"Phó Trưởng phòng","unit":"Văn phòng HĐND Thành phố","email":"thuha@hanoi.gov.vn"}""",
        ["create-account"] = """{"username":"nguyenthuha","displayName":"Nguyễn Thu Hà","role":"office","unit":"Văn phòng HĐND Thành phố"}""",
        ["change-account"] = """{"displayName":"Nguyễn Thu Hà","role":"unit","unit":"Ban Pháp chế","disabled":false}""",
        ["create-document"] = """{"number":"08/TB-HĐND","issuedOn":"2019-03-20","title":"Thông báo kết luận giao ban tháng 3"}""",
        ["change-settings"] = """{"startOfMonthDay":1,"completionNeedsConfirmation":true,"mostExtensions":2,"sessions":[{"year":2019,"midYearOn":"2019-07-08","endYearOn":"2019-12-03"}],"terms":[{"name":"2016–2021","from":"2016-06-15","to":"2021-06-30"}],"specialDays":[{"day":"2019-04-30","name":"Ngày Giải phóng miền Nam","working":false}]}""",
        ["send-reminder"] = """{"unit":"Ban Pháp chế"}""",
        ["pause-reminders"] = """{"person":"0193b3a0-0000-7000-8000-000000000009","until":"2026-12-11","reason":"Đi công tác dài ngày"}""",
        ["publish-seal"] = """{"programme":"0193b3a0-0000-7000-8000-000000000007","period":"month-11","asOf":"2019-11-30","number":"57/BC-VP"}""",
        ["apply"] = """{"answers":[{"finding":"unknown-lead@Chương trình!C12","action":"map","value":"Ban Pháp chế"},{"finding":"unreadable-time@Chương trình!F20","action":"accept"}],"layouts":[{"sheet":"Chương trình","headerRow":8,"columns":{"B":"title","G":null},"rows":{"12":"group"}}]}""",
    };
}
