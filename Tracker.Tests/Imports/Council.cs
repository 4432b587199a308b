using Tracker.Domain.Schedules;
using Tracker.Domain.Units;

namespace Tracker.Tests.Imports;

/// <summary>The units of the sample workbooks, with the spellings that these use.</summary>
internal static class Council
{
    public static readonly DateOnly Today = new(2020, 1, 15);

    public static readonly UnitName[] Bodies =
    [
        Unit("Thường trực HĐND Thành phố", "Thường trực HĐND", "TT HĐND"),
        Unit("Ban Pháp chế", "Ban PC"),
        Unit("Ban Kinh tế - Ngân sách", "Ban KTNS", "Ban KT-NS"),
        Unit("Ban Văn hóa - Xã hội", "Ban VHXH", "Ban VH-XH"),
        Unit("Ban Đô thị", "Ban ĐT"),
        Unit("Văn phòng HĐND Thành phố", "VP HĐND", "Văn phòng"),
    ];

    private static readonly UnitName[] Outside =
    [
        .. "Các Ban HĐND Thành phố; Ủy ban MTTQ Việt Nam Thành phố; Văn phòng UBND Thành phố; Sở Tư pháp; Sở Công Thương; Sở Quy hoạch - Kiến trúc; Sở Tài nguyên và Môi trường; Sở Nội vụ; Thanh tra Thành phố; Sở Tài chính; Sở Kế hoạch và Đầu tư; Sở Văn hóa và Thể thao; Sở Xây dựng; Cục Thuế Thành phố; Sở Y tế; Sở Du lịch; Công an Thành phố; Sở Thông tin và Truyền thông; Sở Giáo dục và Đào tạo; Sở Lao động - Thương binh và Xã hội; Sở Giao thông vận tải"
            .Split("; ").Select(name => Unit(name)),
    ];

    public static readonly UnitDirectory Units = new([.. Bodies, .. Outside]);

    public static readonly TimePhraseSettings Phrases = new();

    public static UnitName Body(string name) => Bodies.Single(u => u.Name == name);

    private static UnitName Unit(string name, params string[] aliases) => new(Guid.CreateVersion7(), name, aliases);
}
