namespace Tracker.Domain.Imports;

/// <summary>The lists that are taken from sheets beside programmes, their progress and the year's ad-hoc tasks.</summary>
public static class Lists
{
    private const string Leads = "Cơ quan thực hiện; Đơn vị thực hiện; Cơ quan chủ trì; Đơn vị chủ trì; Chủ trì; Cơ quan, đơn vị chủ trì; Cơ quan, đơn vị thực hiện; Chủ trì thực hiện; Đơn vị được giao",
        Others = "Cơ quan phối hợp; Đơn vị phối hợp; Phối hợp; Cơ quan, đơn vị phối hợp; Phối hợp thực hiện",
        Times = "Thời gian; Thời hạn; Thời gian thực hiện; Thời hạn thực hiện; Thời hạn hoàn thành; Thời gian hoàn thành; Hạn hoàn thành; Tiến độ; Tiến độ thực hiện; Thời gian, tiến độ",
        Products = "Sản phẩm; Sản phẩm đầu ra; Sản phẩm dự kiến; Kết quả, sản phẩm; Sản phẩm, kết quả; Hình thức; Hình thức văn bản";

    public static readonly ListShape Obligations = new("obligations", "Nghĩa vụ theo quy chế phối hợp", "what",
    [
        new("clause", "Điều, khoản", "Điều; Khoản; Điều khoản; Điều/khoản; Căn cứ") { FromGroup = true, MayCount = true, Width = 16 },
        new("what", "Nội dung phải thực hiện", "Nội dung; Nội dung phối hợp; Nội dung công việc; Nhiệm vụ; Nghĩa vụ; Công việc; Nội dung thực hiện; Việc phải làm") { Kind = ListCell.Long, Required = true, Width = 50 },
        new("debtor", "Cơ quan thực hiện", $"{Leads}; Bên thực hiện; Trách nhiệm; Trách nhiệm thực hiện") { Kind = ListCell.Units, Required = true, FromGroup = true, Width = 26 },
        new("due", "Thời hạn", $"{Times}; Định kỳ; Kỳ báo cáo") { Required = true, Width = 28 },
        new("deliverable", "Sản phẩm", Products) { Json = "product" },
    ]) { MostRows = 500 };

    public static readonly ListShape AmendmentLines = new("amendment-lines", "Nội dung điều chỉnh chương trình", "title",
    [
        new("action", "Điều chỉnh", "Việc cần làm; Hình thức điều chỉnh; Loại điều chỉnh; Nội dung điều chỉnh; Điều chỉnh, bổ sung; Hình thức; Loại")
            { Kind = ListCell.Choice, Choices = ["Bổ sung", "Đưa ra", "Gia hạn", "Tách", "Gộp"], FromGroup = true, Width = 12 },
        new("number", "TT", "STT; Số TT; Số thứ tự; Thứ tự") { MayCount = true, Width = 7 },
        new("title", "Nội dung", "Nội dung công việc; Nhiệm vụ; Nội dung nhiệm vụ; Công việc; Nội dung chương trình; Nội dung, nhiệm vụ; Nội dung hiện nay; Nội dung trong chương trình") { Kind = ListCell.Long, Required = true, Width = 44 },
        new("leadUnit", "Cơ quan chủ trì", Leads) { Kind = ListCell.Unit, Width = 22 },
        new("cooperatingUnits", "Cơ quan phối hợp", Others) { Kind = ListCell.Units, Width = 22 },
        new("responsibleLeader", "Lãnh đạo phụ trách", "Lãnh đạo chỉ đạo; Lãnh đạo; Phụ trách; Người phụ trách"),
        new("timePhrase", "Thời gian, thời hạn mới", $"{Times}; Thời hạn mới; Thời gian mới; Gia hạn đến"),
        new("deliverable", "Sản phẩm", Products),
        new("group", "Nhóm", "Lĩnh vực; Phần"),
        new("into", "Tách, gộp thành", "Tách thành; Gộp thành; Nội dung mới; Nội dung sau điều chỉnh; Nội dung sau khi tách; Nội dung sau khi gộp; Điều chỉnh thành") { Kind = ListCell.Long, Width = 36 },
        new("officer", "Chuyên viên theo dõi", "Chuyên viên; Cán bộ theo dõi; Người theo dõi"),
        new("note", "Ghi chú", "Chú thích"),
    ]);

    public static readonly ListShape Conclusions = new("conclusions", "Kết luận phiên họp", "text",
    [
        new("text", "Kết luận", "Nội dung; Nội dung kết luận; Kết luận, chỉ đạo; Nội dung giao; Nội dung công việc; Nhiệm vụ; Nhiệm vụ được giao; Nội dung nhiệm vụ; Nội dung chỉ đạo") { Kind = ListCell.Long, Required = true, Width = 54 },
        new("leadUnit", "Chủ trì", Leads) { Kind = ListCell.Unit, FromGroup = true, Width = 24 },
        new("cooperatingUnits", "Phối hợp", Others) { Kind = ListCell.Units, Width = 24 },
        new("timePhrase", "Thời hạn", Times) { Width = 20 },
        new("deliverable", "Sản phẩm", Products),
        new("withoutTask", "Không giao việc", "Chỉ ghi; Không giao nhiệm vụ") { Kind = ListCell.Tick, Width = 10 },
    ]) { MostRows = Tracker.Domain.Meetings.Meeting.MostConclusions };

    public static readonly ListShape Tasks = new("tasks", "Nhiệm vụ mới phát sinh", "title",
    [
        new("title", "Nhiệm vụ", "Nội dung; Nội dung công việc; Nội dung nhiệm vụ; Nhiệm vụ được giao; Nội dung giao; Tên nhiệm vụ; Công việc") { Kind = ListCell.Long, Required = true, Width = 50 },
        new("leadUnit", "Cơ quan chủ trì", Leads) { Kind = ListCell.Unit, Required = true, FromGroup = true, Width = 24 },
        new("cooperatingUnits", "Cơ quan phối hợp", Others) { Kind = ListCell.Units, Width = 24 },
        new("timePhrase", "Thời gian, thời hạn", Times) { Width = 20 },
        new("on", "Ngày giao", "Ngày giao nhiệm vụ; Ngày, tháng giao; Thời gian giao") { Kind = ListCell.Day, Width = 13 },
        new("source", "Nguồn giao", "Văn bản giao; Căn cứ giao; Cơ quan giao; Nguồn giao nhiệm vụ; Văn bản giao nhiệm vụ") { Width = 26 },
        new("deliverable", "Sản phẩm", Products),
    ]);

    public static readonly ListShape ProgrammeItems = new("programme-items", "Nội dung của chương trình", "title",
    [
        new("number", "TT", "STT; Số TT; Số thứ tự; Thứ tự") { MayCount = true, Width = 7 },
        new("group", "Nhóm", "Lĩnh vực; Phần"),
        new("title", "Nội dung", "Nội dung công việc; Nhiệm vụ; Nội dung nhiệm vụ; Công việc; Nội dung, nhiệm vụ") { Kind = ListCell.Long, Required = true, Width = 50 },
        new("leadUnit", "Cơ quan chủ trì", Leads) { Kind = ListCell.Unit, Required = true, FromGroup = true, Width = 24 },
        new("cooperatingUnits", "Cơ quan phối hợp", Others) { Kind = ListCell.Units, Width = 24 },
        new("timePhrase", "Thời gian, thời hạn", Times) { Width = 20 },
        new("deliverable", "Sản phẩm", Products),
    ]);

    public static readonly ListShape Agreements = new("agreements", "Danh mục quy chế phối hợp", "name",
    [
        new("paperNumber", "Số, ký hiệu", "Số ký hiệu; Số, ký hiệu văn bản; Số văn bản; Số hiệu; Số quy chế") { Json = "number", Width = 20 },
        new("name", "Tên quy chế", "Tên; Tên quy chế phối hợp; Quy chế; Quy chế phối hợp; Trích yếu; Nội dung; Tên văn bản; Trích yếu nội dung") { Kind = ListCell.Long, Required = true, Json = "title", Width = 50 },
        new("signedOn", "Ngày ký", "Ngày ban hành; Ngày, tháng ký; Ngày văn bản; Ngày tháng") { Kind = ListCell.Day, Width = 13 },
        new("parties", "Các bên", "Các bên tham gia; Các cơ quan; Cơ quan phối hợp; Các cơ quan ký; Các bên phối hợp; Cơ quan ký; Thành phần") { Kind = ListCell.Units, Required = true, Width = 34 },
        new("keeper", "Cơ quan theo dõi", "Theo dõi; Đơn vị theo dõi; Cơ quan chủ trì; Đơn vị chủ trì; Ban theo dõi; Chủ trì") { Kind = ListCell.Unit, Required = true, FromGroup = true, Width = 24 },
        new("validFrom", "Hiệu lực từ", "Hiệu lực; Có hiệu lực từ; Có hiệu lực từ ngày; Từ ngày; Ngày có hiệu lực; Hiệu lực từ ngày; Ngày hiệu lực") { Kind = ListCell.Day, Width = 13 },
        new("validTo", "Hiệu lực đến", "Đến; Đến ngày; Hết hiệu lực; Ngày hết hiệu lực; Hiệu lực đến ngày; Đến hết ngày; Hiệu lực đến hết") { Kind = ListCell.Day, Width = 13 },
        new("review", "Kỳ sơ kết", "Năm sơ kết; Sơ kết; Thời gian sơ kết") { Width = 14 },
        new("alongside", "Về việc khác", "Cùng các bên, về việc khác") { Kind = ListCell.Tick, Width = 10 },
    ]);

    public static readonly ListShape Meetings = new("meetings", "Lịch giao ban", "heldOn",
    [
        new("meetingKind", "Loại", "Loại giao ban; Loại phiên; Giao ban; Hình thức; Phiên họp; Tên phiên; Tên cuộc họp; Cuộc họp") { Kind = ListCell.Choice, Required = true, Choices = ["Giao ban tháng", "Giao ban chuyên đề"], FromGroup = true, Json = "kind", Width = 20 },
        new("meetingNumber", "Số", "Tháng; Tháng, số; Tháng, số thứ tự; Số phiên; Phiên; Cuộc; Phiên số; Số, tháng") { Required = true, Json = "number", Width = 9 },
        new("heldOn", "Ngày họp", "Ngày; Ngày, tháng; Thời gian; Thời gian họp; Ngày tổ chức; Dự kiến ngày họp; Ngày dự kiến") { Kind = ListCell.Day, Required = true, Width = 13 },
        new("startsAt", "Giờ", "Giờ họp; Thời điểm; Giờ bắt đầu") { Width = 9 },
        new("venue", "Địa điểm", "Nơi họp; Phòng họp; Địa điểm họp") { Json = "place", Width = 22 },
        new("chair", "Chủ trì", "Người chủ trì; Đồng chí chủ trì; Lãnh đạo chủ trì; Chủ tọa") { Width = 24 },
        new("topic", "Nội dung", "Nội dung chính; Chuyên đề; Nội dung họp; Nội dung chính, chuyên đề; Chủ đề") { Kind = ListCell.Long, Json = "title", Width = 40 },
        new("units", "Thành phần", "Đơn vị; Đơn vị dự họp; Thành phần, đơn vị; Thành phần dự; Thành phần tham dự; Thành phần dự họp; Thành phần/đơn vị; Thành phần, đơn vị dự họp; Người dự họp") { Kind = ListCell.Units, Width = 34 },
    ]);

    public static readonly ListShape PreparationSteps = new("preparation-steps", "Các bước chuẩn bị kỳ họp", "text",
    [
        new("text", "Nội dung", "Bước; Nội dung công việc; Công việc; Nhiệm vụ; Nội dung chuẩn bị; Việc cần làm") { Kind = ListCell.Long, Required = true, Width = 50 },
        new("days", "Ngày trước khai mạc", "Số ngày trước khai mạc; Trước khai mạc; Số ngày; Ngày trước kỳ họp; Số ngày trước kỳ họp") { Kind = ListCell.Number, Required = true, Width = 12 },
        new("working", "Ngày làm việc", "Tính ngày làm việc") { Kind = ListCell.Tick, Json = "workingDays", Width = 10 },
        new("unit", "Chủ trì", Leads) { Kind = ListCell.Unit, FromGroup = true, Width = 24 },
        new("deliverable", "Sản phẩm", Products),
    ]) { MostRows = Sessions.PreparationTemplate.MostSteps };

    public static IReadOnlyList<ListShape> All { get; } = [Obligations, AmendmentLines, Conclusions, Tasks, ProgrammeItems, Agreements, Meetings, PreparationSteps];
}
