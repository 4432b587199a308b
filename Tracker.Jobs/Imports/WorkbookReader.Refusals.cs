using Tracker.Domain.Imports;
using Tracker.Domain.Text;

namespace Tracker.Jobs.Imports;

/// <summary>Why a file isn't read, and what the person can do about it.</summary>
internal static class Refusals
{
    public static UnreadableWorkbook Empty() => new("empty-file", "File rỗng (0 byte). Hãy chọn lại file.");

    public static UnreadableWorkbook NoContent() => new("no-content", "File không có ô nào có dữ liệu. Hãy kiểm tra và chọn lại file.");

    public static UnreadableWorkbook TooLarge(WorkbookLimits limits) => new("file-too-large", $"File lớn hơn {limits.FileBytes >> 20} MB. Hãy bỏ hình ảnh và những sheet không cần rồi gửi lại.");

    public static UnreadableWorkbook UnpacksTooLarge(WorkbookLimits limits) => new("unpacks-too-large", $"File giải nén ra lớn hơn {limits.UnpackedBytes >> 20} MB nên không được đọc. Hãy chép bảng sang một file Excel mới rồi gửi lại.");

    public static UnreadableWorkbook TooManyParts() => new("too-many-parts", "File có quá nhiều thành phần bên trong nên không được đọc. Hãy chép bảng sang một file Excel mới rồi gửi lại.");

    public static UnreadableWorkbook TooManySheets(WorkbookLimits limits) => new("too-many-sheets", $"File có hơn {limits.Sheets} sheet. Hãy tách thành nhiều file.");

    public static UnreadableWorkbook TooManyRows(WorkbookLimits limits) => new("too-many-rows", $"Có ô nằm dưới dòng {Vietnamese.Number(limits.Rows)}. Hãy xóa các dòng thừa phía dưới bảng (kể cả dòng chỉ có định dạng), hoặc chia thành nhiều file.");

    public static UnreadableWorkbook TooManyColumns(WorkbookLimits limits) => new("too-many-columns", $"Có ô nằm ngoài cột {CellName.Column(limits.Columns)}. Hãy xóa các cột thừa bên phải bảng (kể cả cột chỉ có định dạng) rồi gửi lại.");

    public static UnreadableWorkbook TooManyCells(WorkbookLimits limits) => new("too-many-cells", $"File có hơn {Vietnamese.Number(limits.Cells)} ô. Hãy chia thành nhiều file.");

    public static UnreadableWorkbook TooManyMerges() => new("too-many-merges", "File có quá nhiều ô gộp. Hãy bỏ gộp ô rồi gửi lại.");

    public static UnreadableWorkbook TextTooLong(WorkbookLimits limits) => new("text-too-long", $"Có ô dài hơn {Vietnamese.Number(limits.TextLength)} ký tự. Hãy rút ngắn ô đó rồi gửi lại.");

    public static UnreadableWorkbook TooSlow() => new("too-slow", "Đọc file mất quá nhiều thời gian nên đã dừng. Hãy chép bảng sang một file Excel mới rồi gửi lại.");

    public static UnreadableWorkbook Entities() => new("unsafe-xml", "File chứa định nghĩa thực thể (DTD) mà Excel không bao giờ tạo ra nên không được đọc. Hãy mở bằng Excel và lưu lại dạng .xlsx.");

    public static UnreadableWorkbook Damaged() => new("damaged", "File bị hỏng hoặc tải lên chưa hết. Hãy mở bằng Excel, lưu lại dạng .xlsx rồi gửi lại.");

    public static UnreadableWorkbook PasswordProtected() => new("password-protected", "File được bảo vệ bằng mật khẩu. Hãy bỏ mật khẩu (Tệp › Thông tin › Bảo vệ sổ làm việc) rồi gửi lại.");

    public static UnreadableWorkbook Word() => new("word-document", "Đây là file Word, không phải Excel. Hãy chép bảng sang Excel, lưu dạng .xlsx rồi gửi lại.");

    public static UnreadableWorkbook OtherFormat(string what) => new("other-format", $"Đây là {what}, không phải file Excel đọc được. Hãy mở bằng Excel và lưu lại dạng .xlsx.");

    public static UnreadableWorkbook NotAWorkbook() => new("not-a-workbook", "Đây không phải là file Excel (.xlsx, .xls) hay CSV. Hãy chọn đúng file.");

    public static UnreadableWorkbook OpenQuote(int line) => new("open-quote", $"Dấu ngoặc kép mở ở dòng {Vietnamese.Number(line)} của tệp CSV không được đóng, nên phần còn lại của tệp thành một ô quá dài. Hãy thêm hoặc xóa dấu ngoặc kép ở dòng đó rồi gửi lại.");

    public static UnreadableWorkbook NotUtf8() => new("not-utf8", "File CSV không ở bảng mã UTF-8 nên chữ tiếng Việt sẽ bị sai. Hãy lưu lại dạng “CSV UTF-8” hoặc .xlsx.");
}
