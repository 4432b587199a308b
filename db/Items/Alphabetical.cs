namespace Tracker.Db.Items;

/// <summary>
/// The SQL twin of <see cref="Domain.Text.VietnameseText.Collation"/>, letter by letter: spaces, punctuation, digits, then a ă â b c d đ e ê …
/// Each letter becomes a sign of its place in the alphabet, whatever collations the server has.
/// </summary>
internal static class Alphabetical
{
    private const string Letters = "aAàÀảẢãÃáÁạẠăĂằẰẳẲẵẴắẮặẶâÂầẦẩẨẫẪấẤậẬbBcCdDđĐeEèÈẻẺẽẼéÉẹẸêÊềỀểỂễỄếẾệỆfFgGhHiIìÌỉỈĩĨíÍịỊjJkKlLmMnNoOòÒỏỎõÕóÓọỌôÔồỒổỔỗỖốỐộỘơƠờỜởỞỡỠớỚợỢpPqQrRsStTuUùÙủỦũŨúÚụỤưƯừỪửỬữỮứỨựỰvVwWxXyYỳỲỷỶỹỸýÝỵỴzZ:;<=>[]^_{|}~–—“”‘’…";
    private const string Places = """AAAAAAAAAAAABBBBBBBBBBBBCCCCCCCCCCCCDDEEFFGGHHHHHHHHHHHHIIIIIIIIIIIIJJKKLLMMMMMMMMMMMMNNOOPPQQRRSSSSSSSSSSSSTTTTTTTTTTTTUUUUUUUUUUUUVVWWXXYYZZ[[[[[[[[[[[[\\\\\\\\\\\\]]^^__````````````aa////////////////////""";

    /// <summary>What the order that was asked for is alphabetical by; null for other orders and for an empty text.</summary>
    public const string Key = $"""
        translate(nullif(case @Order when 'title' then title when 'leader' then responsible_leader when 'officer' then officer end, ''), '{Letters}', '{Places}') collate "C"
        """;
}
