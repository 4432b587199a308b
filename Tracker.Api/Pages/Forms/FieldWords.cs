using Tracker.Api.Accounts;
using Tracker.Api.Items;
using Tracker.Api.Meetings;
using Tracker.Api.Programmes;
using Tracker.Api.Units;
using Tracker.Domain.Accounts;
using Tracker.Domain.Items;
using Tracker.Domain.Meetings;
using Tracker.Domain.Programmes;
using Tracker.Domain.Sessions;
using Tracker.Domain.Units;

namespace Tracker.Api.Pages.Forms;

/// <summary>What fields are called on the screen: the one place, for labels, complaints and what is kept of a form.</summary>
public static class FieldWords
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["state"] = "Tình trạng",
        ["on"] = "Ngày",
        ["document"] = "Số, ký hiệu văn bản",
        ["reason"] = "Lý do",
        ["occurrence"] = "Kỳ",
        ["dueOn"] = "Thời hạn mới",
        ["title"] = "Nội dung",
        ["leadUnit"] = "Cơ quan chủ trì",
        ["cooperatingUnits"] = "Cơ quan phối hợp",
        ["responsibleLeader"] = "Lãnh đạo phụ trách",
        ["officer"] = "Chuyên viên theo dõi",
        ["deliverable"] = "Sản phẩm",
        ["activityKind"] = "Loại hoạt động",
        ["note"] = "Ghi chú",
        ["source"] = "Nguồn giao",
        ["number"] = "Số thứ tự",
        ["group"] = "Nhóm",
        ["timePhrase"] = "Thời gian thực hiện",
        ["effectiveOn"] = "Có hiệu lực từ ngày",
        ["text"] = "Nội dung",
        ["what"] = "Việc cần làm",
        ["who"] = "Người làm",
        ["doneOn"] = "Ngày xong",
        ["file"] = "Tệp",
        ["username"] = "Tên đăng nhập",
        ["password"] = "Mật khẩu",
        ["current"] = "Mật khẩu hiện tại",
        ["chosen"] = "Mật khẩu mới",
        ["again"] = "Nhập lại mật khẩu mới",
        ["displayName"] = "Họ tên",
        ["role"] = "Vai trò",
        ["unit"] = "Đơn vị",
        ["code"] = "Mã thiết lập",
        ["council"] = "Tên Hội đồng",
        ["place"] = "Địa danh",
        ["name"] = "Tên",
        ["kind"] = "Loại",
        ["aliases"] = "Tên gọi khác",
        ["position"] = "Thứ tự",
        ["parent"] = "Trực thuộc",
        ["validFrom"] = "Từ ngày",
        ["validTo"] = "Đến hết ngày",
        ["jobTitle"] = "Chức vụ",
        ["email"] = "Thư điện tử",
        ["issuedOn"] = "Ngày ban hành",
        ["year"] = "Năm",
        ["temporaryPassword"] = "Mật khẩu tạm",
        ["disabled"] = "Ngừng sử dụng",
        ["removed"] = "Bỏ bước này",
        ["startOfMonthDay"] = "“Đầu tháng” là ngày",
        ["completionNeedsConfirmation"] = "Hoàn thành cần Văn phòng xác nhận",
        ["mostExtensions"] = "Số lần gia hạn nhiều nhất",
        ["terms"] = "Nhiệm kỳ",
        ["daysOff"] = "Ngày nghỉ",
        ["workingDays"] = "Ngày làm bù",
        ["opensOn"] = "Mở trang theo ngày",
        ["clearPeople"] = "Rõ người",
        ["clearWork"] = "Rõ việc",
        ["clearTime"] = "Rõ tiến độ (thời gian)",
        ["clearResult"] = "Rõ hiệu quả (sản phẩm)",
        ["clearResponsibility"] = "Rõ trách nhiệm",
        ["clearAuthority"] = "Rõ thẩm quyền",
        ["person"] = "Người",
        ["until"] = "Đến hết ngày",
        ["remindersEnabled"] = "Nhắc việc qua thư",
        ["remindBefore"] = "Nhắc trước hạn (ngày làm việc)",
        ["remindRepeat"] = "Nhắc lại việc quá hạn sau (ngày)",
        ["remindLeader"] = "Báo lãnh đạo đơn vị khi quá hạn (ngày)",
        ["remindCommittee"] = "Báo Thường trực khi quá hạn (ngày)",
        ["remindOverview"] = "Thư tổng hợp hằng tuần",
        ["remindFrom"] = "Giờ lập thư nhắc",
        ["remindReplyTo"] = "Địa chỉ nhận thư trả lời",
        ["remindTitles"] = "Chức danh lãnh đạo đơn vị",
        ["reportTitle"] = "Tên báo cáo",
        ["paperNumber"] = "Số, ký hiệu",
        ["issuer"] = "Cơ quan ban hành báo cáo",
        ["symbol"] = "Ký hiệu sau số",
        ["recipients"] = "Nơi nhận",
        ["authority"] = "Ký thay mặt, thừa lệnh",
        ["signerTitle"] = "Chức vụ người ký",
        ["signerName"] = "Họ tên người ký",
        ["eventKind"] = "Loại kỳ họp",
        ["eventYear"] = "Năm",
        ["opening"] = "Ngày khai mạc",
        ["closing"] = "Ngày bế mạc",
        ["provisional"] = "Ngày dự kiến, chưa chốt",
        ["days"] = "Ngày trước khai mạc",
        ["template"] = "Kế hoạch mẫu",
        ["meetingKind"] = "Loại giao ban",
        ["meetingNumber"] = "Tháng, số thứ tự",
        ["meetingYear"] = "Năm",
        ["heldOn"] = "Ngày họp",
        ["startsAt"] = "Giờ họp",
        ["venue"] = "Địa điểm",
        ["chair"] = "Người chủ trì",
        ["topic"] = "Nội dung chính, chuyên đề",
        ["agenda"] = "Chương trình họp",
        ["units"] = "Đơn vị dự họp",
        ["participants"] = "Người dự họp",
        ["notice"] = "Thông báo kết luận",
        ["conclusions"] = "Kết luận",
        ["withoutTask"] = "Không giao việc",
        ["action"] = "Việc cần làm",
        ["paperDay"] = "Ngày văn bản",
        ["paperTitle"] = "Trích yếu",
        ["signedOn"] = "Ngày ký",
        ["parties"] = "Các bên",
        ["alongside"] = "Quy chế này về việc khác, cùng có hiệu lực với quy chế đó",
        ["keeper"] = "Cơ quan theo dõi",
        ["review"] = "Năm sơ kết",
        ["clauses"] = "Các điều khoản",
        ["usual"] = "Nghĩa vụ thường có",
        ["endedOn"] = "Chấm dứt từ ngày",
        ["clause"] = "Điều, khoản",
        ["debtor"] = "Bên thực hiện",
        ["receivers"] = "Bên nhận, phối hợp",
        ["due"] = "Thời hạn",
        ["dueFrom"] = "Tính các hạn từ ngày",
        ["pasted"] = "Các ô chép từ Excel",
        ["into"] = "Tách, gộp thành",
        ["working"] = "Ngày làm việc",
        ["expiresOn"] = "Dùng được đến hết ngày",
        ["itemLeadDays"] = "Tạo nhiệm vụ phối hợp trước hạn (ngày)",
        ["renewalLeadDays"] = "Báo quy chế sắp hết hiệu lực trước (ngày)",
        ["otherwise"] = "Những nội dung chưa chọn riêng",
    };

    /// <summary>A field of a row, <c>title.3</c>, is called as the field.</summary>
    public static string Of(string name) => Names.GetValueOrDefault(name.Split('.')[0], name);

    /// <summary>Within a sentence.</summary>
    public static string Lower(string name) => Of(name) is { Length: > 0 } word ? char.ToLowerInvariant(word[0]) + word[1..] : "";

    /// <summary>What was chosen, as the list said it; null for what was typed freely.</summary>
    public static string? Choice(string name, string value) => (name.Split('.')[0], value) switch
    {
        ("state", "yes") => "Đồng ý",
        ("state", "no") => "Không đồng ý",
        ("state", _) when Enum.TryParse<State>(value, true, out var state) => state.Word(),
        ("role", _) when Enum.TryParse<Role>(value, true, out var role) => role.Name(),
        ("kind", _) when Enum.TryParse<UnitKind>(value, true, out var unit) => unit.Name(),
        ("kind", _) when Enum.TryParse<ProgrammeKind>(value, true, out var programme) => programme.Name(),
        ("activityKind", _) when Enum.TryParse<ActivityKind>(value, true, out var kind) => kind.Name(),
        ("action", _) when Enum.TryParse<AmendmentAction>(value, true, out var action) => action.Name(),
        ("otherwise", _) when Enum.TryParse<OpenItemOutcome>(value, true, out var outcome) => outcome.Name(),
        ("remindOverview", _) when Settings.ReminderFields.Overviews.FirstOrDefault(o => o.Value == value && value.Length > 0).Text is { } day => day,
        ("meetingKind", _) when Enum.TryParse<MeetingKind>(value, true, out var meeting) => meeting.Name(),
        ("eventKind", _) when Enum.TryParse<EventKind>(value, true, out var session) => session.Name(),
        ("disabled" or "removed" or "provisional" or "withoutTask" or "working" or "completionNeedsConfirmation" or "remindersEnabled", "1") => "có",
        _ when Guid.TryParse(value, out _) => "đã chọn",
        _ => null,
    };

    /// <summary>Whether people know the field; the rest is the page's own.</summary>
    public static bool Knows(string name) => Names.ContainsKey(name.Split('.')[0]);
}
