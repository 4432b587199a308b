using Tracker.Domain.Text;

namespace Tracker.Domain.Imports;

/// <summary>What a column says about an item.</summary>
public enum Field
{
    Number, Title, Lead, Cooperating, Leader, Officer, Time, Deliverable, Note,
    Result, CompletedOn, Document, Reason,
    Source, GivenOn,
}

/// <summary>The names that offices give their columns (DOMAIN.md, Tables as offices write them).</summary>
internal static class Headings
{
    public static readonly Headings<Field> Usual = new(Field.Number, Field.Title,
    [
        (Field.Number, "TT; STT; Số TT; Số thứ tự; Thứ tự"),
        (Field.Title, "Nội dung công việc; Nội dung; Nhiệm vụ; Nội dung nhiệm vụ; Tên nhiệm vụ; Công việc; Tên công việc; Nội dung, nhiệm vụ; Nhiệm vụ, nội dung; Nội dung thực hiện; Nội dung chương trình; Nội dung công tác; Nội dung hoạt động; Nội dung giao; Nhiệm vụ được giao; Nội dung nhiệm vụ được giao"),
        (Field.Lead, "Cơ quan chủ trì; Đơn vị chủ trì; Chủ trì; Đơn vị thực hiện; Cơ quan thực hiện; Cơ quan, đơn vị chủ trì; Cơ quan, đơn vị thực hiện; Đơn vị chủ trì thực hiện; Cơ quan chủ trì thực hiện; Đơn vị chủ trì tham mưu; Bộ phận chủ trì; Chủ trì thực hiện"),
        (Field.Cooperating, "Cơ quan phối hợp; Đơn vị phối hợp; Phối hợp; Cơ quan, đơn vị phối hợp; Phối hợp thực hiện; Đơn vị phối hợp thực hiện; Cơ quan phối hợp thực hiện"),
        (Field.Leader, "Lãnh đạo phụ trách; Lãnh đạo chỉ đạo; Lãnh đạo; Phụ trách; Người phụ trách; Lãnh đạo phụ trách chỉ đạo"),
        (Field.Officer, "Chuyên viên theo dõi; Chuyên viên; Cán bộ theo dõi; Người theo dõi; Chuyên viên tham mưu"),
        (Field.Time, "Thời gian; Thời gian thực hiện; Tiến độ; Thời hạn; Tiến độ thực hiện; Thời hạn thực hiện; Thời hạn hoàn thành; Thời gian hoàn thành; Hạn hoàn thành; Thời gian dự kiến; Dự kiến thời gian; Thời gian tiến hành; Thời gian, tiến độ"),
        (Field.Deliverable, "Sản phẩm; Sản phẩm đầu ra; Sản phẩm hoàn thành; Sản phẩm dự kiến; Kết quả, sản phẩm; Sản phẩm, kết quả"),
        (Field.Note, "Ghi chú; Chú thích"),
        (Field.Result, "Kết quả; Kết quả thực hiện; Tình trạng; Trạng thái; Tình trạng thực hiện; Tình hình thực hiện; Kết quả, tiến độ thực hiện"),
        (Field.CompletedOn, "Ngày hoàn thành; Ngày, tháng hoàn thành; Ngày hoàn thành thực tế; Thời điểm hoàn thành"),
        (Field.Document, "Số văn bản; Số, ký hiệu; Số, ký hiệu văn bản; Văn bản; Văn bản kết quả; Số hiệu văn bản"),
        (Field.Reason, "Nguyên nhân chậm; Nguyên nhân; Lý do; Lý do chậm; Nguyên nhân, lý do; Nguyên nhân chậm, lý do; Nguyên nhân chậm muộn"),
        (Field.Source, "Nguồn giao; Văn bản giao; Căn cứ giao; Cơ quan giao; Nguồn giao nhiệm vụ; Văn bản giao nhiệm vụ"),
        (Field.GivenOn, "Ngày giao; Ngày giao nhiệm vụ; Ngày, tháng giao; Thời gian giao"),
    ]);

    /// <summary>The field that a heading names; null for anything else.</summary>
    public static Field? Of(string? text) => Usual.Of(text);

    /// <inheritdoc cref="FieldNames.Name"/>
    public static string Name(Field field) => field.Name();
}

public static class FieldNames
{
    /// <summary>The usual heading of a field, for messages.</summary>
    public static string Name(this Field field) => field switch
    {
        Field.Number => "TT",
        Field.Title => "Nội dung công việc",
        Field.Lead => "Cơ quan chủ trì",
        Field.Cooperating => "Cơ quan phối hợp",
        Field.Leader => "Lãnh đạo phụ trách",
        Field.Officer => "Chuyên viên theo dõi",
        Field.Time => "Thời gian",
        Field.Deliverable => "Sản phẩm",
        Field.Note => "Ghi chú",
        Field.Result => "Kết quả thực hiện",
        Field.CompletedOn => "Ngày hoàn thành",
        Field.Document => "Số văn bản",
        Field.Reason => "Nguyên nhân chậm",
        Field.Source => "Nguồn giao",
        Field.GivenOn => "Ngày giao",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };
}
