namespace Tracker.Domain.Reports;

/// <summary>What stands around the words of a report: who issues it, to whom it goes, who signs (Decree 30/2020/NĐ-CP).</summary>
public sealed record ReportPaper
{
    public const int LongestLine = 200;
    public const int MostLines = 20;

    /// <summary>The body that issues it, under the council's name: "Văn phòng".</summary>
    public string Issuer { get; init => field = value ?? ""; } = "Văn phòng";
    /// <summary>Follows the number: "BC-VP".</summary>
    public string Symbol { get; init => field = value ?? ""; } = "BC-VP";
    /// <summary>To whom it is sent, in the order of the list "Nơi nhận".</summary>
    public IReadOnlyList<string> Recipients { get; init => field = value ?? []; } = ["Thường trực HĐND (để báo cáo)", "Các Ban của HĐND", "Lãnh đạo Văn phòng", "Lưu: VT"];
    /// <summary>By whose authority the signer signs: "TL. THƯỜNG TRỰC HĐND"; empty for his own.</summary>
    public string Authority { get; init => field = value ?? ""; } = "";
    public string SignerTitle { get; init => field = value ?? ""; } = "Chánh Văn phòng";
    /// <summary>Empty until somebody writes it by hand.</summary>
    public string SignerName { get; init => field = value ?? ""; } = "";
}
