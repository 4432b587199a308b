using System.Globalization;
using System.Text;
using Tracker.Domain.Schedules;
using Tracker.Domain.Sessions;

namespace Tracker.Tests.Domain;

/// <summary>DOMAIN.md's table of time phrases, row by row, for a programme of 2019. Expected readings are written
/// "1/3-31/3" (start – due), "-31/5" (due only), "; " between occurrences, "~" before a provisional one; days without a year are of 2019.</summary>
public class TimePhraseTests
{
    [TestCase("Tháng 3", "1/3-31/3")]
    [TestCase("tháng 3", "1/3-31/3")]
    [TestCase("THÁNG 03", "1/3-31/3")]
    [TestCase("  Tháng\u00a0 3 ", "1/3-31/3")]
    [TestCase("thang 3", "1/3-31/3")]
    [TestCase("Tháng3", "1/3-31/3")]
    [TestCase("Tháng III", "1/3-31/3")]
    [TestCase("Tháng 3.", "1/3-31/3")]
    [TestCase("Tháng 3;", "1/3-31/3")]
    [TestCase("THÁNG 3:", "1/3-31/3")]
    [TestCase("Tháng\n3", "1/3-31/3")]
    [TestCase("T3", "1/3-31/3")]
    [TestCase("t3", "1/3-31/3")]
    [TestCase("T.3", "1/3-31/3")]
    [TestCase("T. 03", "1/3-31/3")]
    [TestCase("Th.3", "1/3-31/3")]
    [TestCase("Trong tháng 3", "1/3-31/3")]
    [TestCase("Vào tháng 3", "1/3-31/3")]
    [TestCase("Hoàn thành trong tháng 3", "1/3-31/3")]
    [TestCase("Thời gian: tháng 3", "1/3-31/3")]
    [TestCase("Tháng 2", "1/2-28/2")]
    [TestCase("Tháng 12", "1/12-31/12")]
    public void A_month_runs_from_its_first_to_its_last_day(string phrase, string expected) => Reads(phrase, expected);

    [TestCase("Tháng 3/2018", "1/3/2018-31/3/2018")]
    [TestCase("Tháng 03/2018", "1/3/2018-31/3/2018")]
    [TestCase("Tháng 3 / 2018", "1/3/2018-31/3/2018")]
    [TestCase("Tháng 3-2018", "1/3/2018-31/3/2018")]
    [TestCase("Tháng 3.2018", "1/3/2018-31/3/2018")]
    [TestCase("Tháng 3 năm 2018", "1/3/2018-31/3/2018")]
    [TestCase("tháng 3, năm 2018", "1/3/2018-31/3/2018")]
    [TestCase("Tháng 3 2018", "1/3/2018-31/3/2018")]
    [TestCase("Tháng 3/18", "1/3/2018-31/3/2018")]
    [TestCase("Tháng 3 năm 18", "1/3/2018-31/3/2018")]
    [TestCase("T3/2018", "1/3/2018-31/3/2018")]
    [TestCase("T.3/2018", "1/3/2018-31/3/2018")]
    [TestCase("T3-2018", "1/3/2018-31/3/2018")]
    [TestCase("03/2018", "1/3/2018-31/3/2018")]
    [TestCase("3/2018", "1/3/2018-31/3/2018")]
    [TestCase("3-2018", "1/3/2018-31/3/2018")]
    [TestCase("03.2018", "1/3/2018-31/3/2018")]
    [TestCase("02/2020", "1/2/2020-29/2/2020")]
    [TestCase("Tháng 2 năm 2020", "1/2/2020-29/2/2020")]
    [TestCase("Quý II/2018", "1/4/2018-30/6/2018")]
    [TestCase("Trước tháng 6/2018", "-31/5/2018")]
    [TestCase("15/6/2018", "-15/6/2018")]
    [TestCase("6 tháng đầu năm 2018", "1/1/2018-30/6/2018")]
    [TestCase("Cả năm 2018", "1/1/2018-31/12/2018")]
    [TestCase("Cuối tháng 2/2020", "-29/2/2020")]
    public void A_year_in_the_phrase_beats_the_programmes(string phrase, string expected) => Reads(phrase, expected);

    [TestCase("Trước tháng 6", "-31/5")]
    [TestCase("TRƯỚC THÁNG 6", "-31/5")]
    [TestCase("truoc thang 6", "-31/5")]
    [TestCase("Trước T6", "-31/5")]
    [TestCase("Trước tháng VI", "-31/5")]
    [TestCase("Xong trước tháng 6", "-31/5")]
    [TestCase("Trước tháng 3/2020", "-29/2/2020")]
    [TestCase("Trước quý II", "-31/3")]
    [TestCase("Trước năm 2020", "-31/12")]
    public void Before_a_month_is_due_the_day_before_it_and_has_no_start(string phrase, string expected) => Reads(phrase, expected);

    [TestCase("Tháng 5-6", "1/5-30/6")]
    [TestCase("Tháng 5 - 6", "1/5-30/6")]
    [TestCase("Tháng 5–6", "1/5-30/6")]
    [TestCase("Tháng 5 — 6", "1/5-30/6")]
    [TestCase("Tháng 5‑6", "1/5-30/6")]
    [TestCase("Tháng 5−6", "1/5-30/6")]
    [TestCase("Tháng 05-06", "1/5-30/6")]
    [TestCase("Tháng V-VI", "1/5-30/6")]
    [TestCase("Tháng 5 - tháng 6", "1/5-30/6")]
    [TestCase("T5-6", "1/5-30/6")]
    [TestCase("T5-T6", "1/5-30/6")]
    [TestCase("T.5 - T.6", "1/5-30/6")]
    [TestCase("Tháng 5, 6", "1/5-30/6")]
    [TestCase("Tháng 5,6", "1/5-30/6")]
    [TestCase("Tháng 5 và 6", "1/5-30/6")]
    [TestCase("Tháng 5 và tháng 6", "1/5-30/6")]
    [TestCase("Tháng 5, 6, 7", "1/5-31/7")]
    [TestCase("Từ tháng 5 đến tháng 6", "1/5-30/6")]
    [TestCase("từ tháng 5 đến 6", "1/5-30/6")]
    [TestCase("Từ tháng 5 đến hết tháng 6", "1/5-30/6")]
    [TestCase("Từ tháng 5 tới tháng 6", "1/5-30/6")]
    [TestCase("Từ tháng 5-6", "1/5-30/6")]
    [TestCase("Tháng 5 đến tháng 6", "1/5-30/6")]
    [TestCase("Tháng 3-8", "1/3-31/8")]
    [TestCase("Tháng 5-6/2018", "1/5/2018-30/6/2018")]
    [TestCase("Tháng 5, 6/2018", "1/5/2018-30/6/2018")]
    [TestCase("Từ tháng 5 đến tháng 6 năm 2018", "1/5/2018-30/6/2018")]
    [TestCase("Từ tháng 1/2019 đến tháng 2", "1/1-28/2")]
    public void Adjacent_months_are_one_span(string phrase, string expected) => Reads(phrase, expected);

    [TestCase("Tháng 3, 9", "1/3-31/3; 1/9-30/9")]
    [TestCase("Tháng 3,9", "1/3-31/3; 1/9-30/9")]
    [TestCase("Tháng 3; 9", "1/3-31/3; 1/9-30/9")]
    [TestCase("Tháng 3, tháng 9", "1/3-31/3; 1/9-30/9")]
    [TestCase("T3, T9", "1/3-31/3; 1/9-30/9")]
    [TestCase("tháng 5 và 10", "1/5-31/5; 1/10-31/10")]
    [TestCase("tháng 5 và tháng 10", "1/5-31/5; 1/10-31/10")]
    [TestCase("Tháng 5 & 10", "1/5-31/5; 1/10-31/10")]
    [TestCase("Tháng 3/2018, 9/2018", "1/3/2018-31/3/2018; 1/9/2018-30/9/2018")]
    [TestCase("Tháng 3, 9/2018", "1/3/2018-31/3/2018; 1/9/2018-30/9/2018")]
    [TestCase("3/2018, 9/2018", "1/3/2018-31/3/2018; 1/9/2018-30/9/2018")]
    [TestCase("Tháng 12/2018, 6/2019", "1/12/2018-31/12/2018; 1/6-30/6")]
    [TestCase("Tháng 3, 4, 9", "1/3-31/3; 1/4-30/4; 1/9-30/9")]
    [TestCase("Các tháng 3, 6, 9 và 12", "1/3-31/3; 1/6-30/6; 1/9-30/9; 1/12-31/12")]
    [TestCase("Trong các tháng 4, 8, 12", "1/4-30/4; 1/8-31/8; 1/12-31/12")]
    [TestCase("Tháng 3-4, 9-10", "1/3-30/4; 1/9-31/10")]
    [TestCase("Quý II và IV", "1/4-30/6; 1/10-31/12")]
    [TestCase("Quý II, IV", "1/4-30/6; 1/10-31/12")]
    [TestCase("Quý 2 và quý 4", "1/4-30/6; 1/10-31/12")]
    [TestCase("Quý I, II, III, IV", "1/1-31/3; 1/4-30/6; 1/7-30/9; 1/10-31/12")]
    [TestCase("15/6 và 15/12", "-15/6; -15/12")]
    [TestCase("Trước ngày 15/6 và 15/12", "-14/6; -14/12")]
    public void Months_quarters_and_days_apart_are_an_occurrence_each(string phrase, string expected) => Reads(phrase, expected);

    [TestCase("12/2018 - 01/2019", "1/12/2018-31/1")]
    [TestCase("12/2018-1/2019", "1/12/2018-31/1")]
    [TestCase("12/2018 – 01/2019", "1/12/2018-31/1")]
    [TestCase("Tháng 12/2018 - 01/2019", "1/12/2018-31/1")]
    [TestCase("Tháng 12/2018 - tháng 01/2019", "1/12/2018-31/1")]
    [TestCase("T12/2018-T1/2019", "1/12/2018-31/1")]
    [TestCase("Từ tháng 12/2018 đến tháng 1/2019", "1/12/2018-31/1")]
    [TestCase("Quý IV/2018 - Quý I/2019", "1/10/2018-31/3")]
    [TestCase("Tháng 11 - 2/2020", "1/11-29/2/2020")]
    [TestCase("Từ 15/12 đến 15/1/2020", "15/12-15/1/2020")]
    public void A_span_may_cross_the_years_end_when_the_phrase_says_so(string phrase, string expected) => Reads(phrase, expected);

    [TestCase("Quý II", "1/4-30/6")]
    [TestCase("quý ii", "1/4-30/6")]
    [TestCase("QUÝ II", "1/4-30/6")]
    [TestCase("Quí II", "1/4-30/6")]
    [TestCase("Quy II", "1/4-30/6")]
    [TestCase("QuýII", "1/4-30/6")]
    [TestCase("Quý \u2161", "1/4-30/6")]
    [TestCase("Quý 2", "1/4-30/6")]
    [TestCase("Quý2", "1/4-30/6")]
    [TestCase("Q2", "1/4-30/6")]
    [TestCase("Q.II", "1/4-30/6")]
    [TestCase("Trong quý II", "1/4-30/6")]
    [TestCase("Quý II/2019", "1/4-30/6")]
    [TestCase("Quý II năm 2019", "1/4-30/6")]
    [TestCase("Quý II - 2019", "1/4-30/6")]
    [TestCase("Quý II/19", "1/4-30/6")]
    [TestCase("Quý I", "1/1-31/3")]
    [TestCase("Quý III", "1/7-30/9")]
    [TestCase("Quý IV", "1/10-31/12")]
    [TestCase("Quý II-III", "1/4-30/9")]
    [TestCase("Quý 2-3", "1/4-30/9")]
    [TestCase("Quý II – III", "1/4-30/9")]
    [TestCase("Quý II - Quý III", "1/4-30/9")]
    [TestCase("Từ quý II đến quý III", "1/4-30/9")]
    [TestCase("Quý II-III/2018", "1/4/2018-30/9/2018")]
    [TestCase("Quý I + II", "1/1-30/6")]
    [TestCase("Quý I và quý II", "1/1-30/6")]
    public void A_quarter_runs_from_its_first_to_its_last_day(string phrase, string expected) => Reads(phrase, expected);

    [TestCase("6 tháng đầu năm", "1/1-30/6")]
    [TestCase("06 tháng đầu năm", "1/1-30/6")]
    [TestCase("Sáu tháng đầu năm", "1/1-30/6")]
    [TestCase("Trong 6 tháng đầu năm 2019", "1/1-30/6")]
    [TestCase("6 THÁNG CUỐI NĂM", "1/7-31/12")]
    [TestCase("6 tháng cuối năm 2019", "1/7-31/12")]
    [TestCase("9 tháng đầu năm", "1/1-30/9")]
    [TestCase("Cả năm", "1/1-31/12")]
    [TestCase("CẢ NĂM", "1/1-31/12")]
    [TestCase("Trong năm", "1/1-31/12")]
    [TestCase("Trong năm 2019", "1/1-31/12")]
    [TestCase("Trong cả năm", "1/1-31/12")]
    [TestCase("Năm 2019", "1/1-31/12")]
    public void Halves_and_the_whole_year(string phrase, string expected) => Reads(phrase, expected);

    [TestCase("Trước 15/6", "-14/6")]
    [TestCase("Trước ngày 15/6/2019", "-14/6")]
    [TestCase("Trước ngày 15.6", "-14/6")]
    [TestCase("Trước ngày 15 tháng 6", "-14/6")]
    [TestCase("Trước ngày 15 tháng 6 năm 2019", "-14/6")]
    [TestCase("Xong trước 15/6", "-14/6")]
    [TestCase("Hoàn thành trước ngày 15/6", "-14/6")]
    [TestCase("Chậm nhất trước ngày 15/6", "-14/6")]
    [TestCase("Trước 30/6", "-29/6")]
    [TestCase("Trước 1/3/2020", "-29/2/2020")]
    [TestCase("Trước 01/01/2020", "-31/12")]
    public void Before_a_day_is_due_the_day_before(string phrase, string expected) => Reads(phrase, expected);

    [TestCase("Chậm nhất 15/6", "-15/6")]
    [TestCase("Chậm nhất ngày 15/6", "-15/6")]
    [TestCase("Chậm nhất là ngày 15/6/2019", "-15/6")]
    [TestCase("cham nhat 15/6", "-15/6")]
    [TestCase("Đến hết 15/6", "-15/6")]
    [TestCase("Đến hết ngày 15/6", "-15/6")]
    [TestCase("Hết ngày 15/6", "-15/6")]
    [TestCase("Đến ngày 15/6", "-15/6")]
    [TestCase("Xong trong ngày 15/6", "-15/6")]
    [TestCase("Trong ngày 15/6", "-15/6")]
    [TestCase("Chậm nhất tháng 6", "-30/6")]
    [TestCase("Hết quý II", "-30/6")]
    [TestCase("Đến hết tháng 6", "-30/6")]
    [TestCase("Đến cuối tháng 6", "-30/6")]
    [TestCase("Đến hết năm", "-31/12")]
    [TestCase("Hết năm 2019", "-31/12")]
    [TestCase("Trước 17h00 ngày 15/6", "-15/6")]
    [TestCase("Trước 17 giờ, ngày 15/6/2019", "-15/6")]
    [TestCase("Trước 16:30 ngày 15/6", "-15/6")]
    public void At_the_latest_includes_the_day(string phrase, string expected) => Reads(phrase, expected);

    [TestCase("15/6", "-15/6")]
    [TestCase("15 / 6", "-15/6")]
    [TestCase("ngày 15/6/2019", "-15/6")]
    [TestCase("NGÀY 15/06/2019", "-15/6")]
    [TestCase("15-6-2019", "-15/6")]
    [TestCase("15–6–2019", "-15/6")]
    [TestCase("15.6.2019", "-15/6")]
    [TestCase("15.6", "-15/6")]
    [TestCase("15-6", "-15/6")]
    [TestCase("ngày 5-6", "-5/6")]
    [TestCase("5/6", "-5/6")]
    [TestCase("15/6/19", "-15/6")]
    [TestCase("15-6-19", "-15/6")]
    [TestCase("15.6.19", "-15/6")]
    [TestCase("15/6 năm 2019", "-15/6")]
    [TestCase("15 tháng 6", "-15/6")]
    [TestCase("Ngày 15 tháng 6 năm 2019", "-15/6")]
    [TestCase("ngày 05 tháng 06 năm 2019", "-5/6")]
    [TestCase("2019-06-15", "-15/6")]
    [TestCase("2018-06-15", "-15/6/2018")]
    [TestCase("29/2/2020", "-29/2/2020")]
    public void A_day_is_due_that_day(string phrase, string expected) => Reads(phrase, expected);

    [TestCase("Từ 1/3 đến 15/3", "1/3-15/3")]
    [TestCase("Từ ngày 1/3 đến ngày 15/3", "1/3-15/3")]
    [TestCase("1/3-15/3", "1/3-15/3")]
    [TestCase("1/3 - 15/3/2018", "1/3/2018-15/3/2018")]
    [TestCase("01/3/2019 - 15/3/2019", "1/3-15/3")]
    [TestCase("15-16/6", "15/6-16/6")]
    [TestCase("Ngày 15-16 tháng 6", "15/6-16/6")]
    [TestCase("Từ 15 đến 20/6", "15/6-20/6")]
    [TestCase("Từ ngày 15 đến hết ngày 20/6/2018", "15/6/2018-20/6/2018")]
    [TestCase("Từ 15/3 đến tháng 6", "15/3-30/6")]
    public void Days_make_spans_too(string phrase, string expected) => Reads(phrase, expected);

    [TestCase("Đầu tháng 6", "-1/6")]
    [TestCase("đầu T6", "-1/6")]
    [TestCase("Giữa tháng 6", "-15/6")]
    [TestCase("GIỮA THÁNG 6/2018", "-15/6/2018")]
    [TestCase("Cuối tháng 6", "-30/6")]
    [TestCase("Vào cuối tháng 6", "-30/6")]
    [TestCase("Chậm nhất cuối tháng 2", "-28/2")]
    [TestCase("Cuối tháng II", "-28/2")]
    [TestCase("Cuối quý II", "-30/6")]
    [TestCase("Cuối năm", "-31/12")]
    [TestCase("Cuối năm 2018", "-31/12/2018")]
    public void Beginning_middle_and_end_of_a_month_are_days_by_the_civil_code(string phrase, string expected) => Reads(phrase, expected);

    [Test]
    public void The_beginning_of_a_month_is_a_setting() =>
        Reads("Đầu tháng 6", "-10/6", new(StartOfMonthDay: 10));

    // June 2019 began on a Saturday, September 2019 on a Sunday, October 2019 on a Tuesday.
    [TestCase("Tuần 1 tháng 6", "3/6-7/6")]
    [TestCase("Tuần 2 tháng 6", "10/6-14/6")]
    [TestCase("tuần II tháng 6", "10/6-14/6")]
    [TestCase("Tuần thứ 2 tháng 6/2019", "10/6-14/6")]
    [TestCase("Tuần 2/tháng 6", "10/6-14/6")]
    [TestCase("Tuần 2, tháng 6 năm 2019", "10/6-14/6")]
    [TestCase("Trong tuần 2 tháng 6", "10/6-14/6")]
    [TestCase("Tuần 4 tháng 6", "24/6-28/6")]
    [TestCase("Tuần cuối tháng 6", "24/6-28/6")]
    [TestCase("Tuần 5 tháng 6", "unreadable")]
    [TestCase("Tuần 1 tháng 10", "1/10-4/10")]
    [TestCase("Tuần đầu tháng 10", "1/10-4/10")]
    [TestCase("Tuần 5 tháng 10", "28/10-31/10")]
    [TestCase("Tuần 5 tháng 9", "30/9-30/9")]
    [TestCase("Tuần 6 tháng 9", "unreadable")]
    public void A_week_of_a_month_is_its_monday_to_friday_within_the_month(string phrase, string expected) => Reads(phrase, expected);

    [Test]
    public void The_first_week_is_the_first_with_a_working_day()
    {
        static bool IsWorkingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && day > new DateOnly(2019, 10, 6);

        Reads("Tuần 1 tháng 10", "7/10-11/10", new(IsWorkingDay: IsWorkingDay));
    }

    [Test]
    public void A_week_of_which_only_a_working_saturday_lies_in_the_month_is_that_day() =>
        Reads("Tuần 1 tháng 6", "1/6-1/6", new(IsWorkingDay: day => day.DayOfWeek is not DayOfWeek.Sunday));

    [TestCase("Kỳ họp giữa năm", "~-10/7")]
    [TestCase("Tại kỳ họp giữa năm", "~-10/7")]
    [TestCase("tại kỳ họp HĐND giữa năm 2019", "~-10/7")]
    [TestCase("Trước kỳ họp giữa năm", "~-10/7")]
    [TestCase("Kỳ họp cuối năm", "~-10/12")]
    [TestCase("Kỳ họp thường lệ cuối năm", "~-10/12")]
    [TestCase("tại kỳ họp cuối năm", "~-10/12")]
    [TestCase("TRƯỚC KỲ HỌP CUỐI NĂM 2018", "~-10/12/2018")]
    public void A_session_without_a_known_day_is_provisional(string phrase, string expected) => Reads(phrase, expected);

    [TestCase("Kỳ họp giữa năm", "-8/7")]
    [TestCase("Tại kỳ họp giữa năm 2019", "-8/7")]
    [TestCase("Trước kỳ họp giữa năm", "-7/7")]
    [TestCase("Tại kỳ họp cuối năm", "-3/12")]
    [TestCase("Trước kỳ họp cuối năm", "-2/12")]
    [TestCase("Tại kỳ họp cuối năm 2018", "~-10/12/2018")]
    public void A_session_with_a_known_day_is_due_then_or_the_day_before(string phrase, string expected) =>
        Reads(phrase, expected, new(Sessions: [new(EventKind.MidYear, 2019, new(2019, 7, 8), false), new(EventKind.YearEnd, 2019, new(2019, 12, 3), false)]));

    [TestCase("Hằng tháng")]
    [TestCase("Hàng tháng")]
    [TestCase("hang thang")]
    [TestCase("Định kỳ hằng tháng")]
    [TestCase("Hằng tháng năm 2019")]
    [TestCase("Tháng 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12")]
    public void Every_month_has_twelve_occurrences(string phrase) =>
        Reads(phrase, string.Join("; ", Enumerable.Range(1, 12).Select(month => $"1/{month}-{DateTime.DaysInMonth(2019, month)}/{month}")));

    [TestCase("Hằng quý")]
    [TestCase("Hàng quý")]
    [TestCase("HÀNG QUÝ")]
    [TestCase("Mỗi quý")]
    public void Every_quarter_has_four_occurrences(string phrase) =>
        Reads(phrase, "1/1-31/3; 1/4-30/6; 1/7-30/9; 1/10-31/12");

    [TestCase("Thường xuyên")]
    [TestCase("THƯỜNG XUYÊN")]
    [TestCase("thuong xuyen.")]
    [TestCase("Thực hiện thường xuyên")]
    public void Regularly_means_no_deadline(string phrase) => Reads(phrase, "no deadline");

    [TestCase("Dự kiến tháng 6", "~1/6-30/6")]
    [TestCase("Dự kiến: Tháng 6", "~1/6-30/6")]
    [TestCase("(Dự kiến) tháng 6", "~1/6-30/6")]
    [TestCase("Tháng 6 (dự kiến)", "~1/6-30/6")]
    [TestCase("Dự kiến trong quý II", "~1/4-30/6")]
    [TestCase("Dự kiến trước 15/6", "~-14/6")]
    [TestCase("Dự kiến tháng 3, 9", "~1/3-31/3; 1/9-30/9")]
    public void Planned_is_provisional(string phrase, string expected) => Reads(phrase, expected);

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" \n\t\u00a0\u200b")]
    public void An_empty_cell_is_empty(string? phrase) => Reads(phrase, "empty");

    [TestCase("31.11", "31.11")]
    [TestCase("31/6", "31/6")]
    [TestCase("31-11", "31-11")]
    [TestCase("30/2", "30/2")]
    [TestCase("29/2", "29/2")]
    [TestCase("29/2/2019", "29/2/2019")]
    [TestCase("Trước 31/11", "31/11")]
    [TestCase("Chậm nhất ngày 31.11.2019", "31.11.2019")]
    [TestCase("ngày 31 tháng 11 năm 2019", "31 tháng 11 năm 2019")]
    [TestCase("Từ 1/6 đến 31/6", "31/6")]
    [TestCase("Từ 25 đến 31/6", "31/6")]
    [TestCase("32/5", "32/5")]
    [TestCase("0/5", "0/5")]
    [TestCase("15/13/2019", "15/13/2019")]
    [TestCase("15/13", "15/13")]
    [TestCase("2019-02-30", "2019-02-30")]
    [TestCase("Dự kiến 31/6", "31/6")]
    public void A_day_that_does_not_exist_is_named(string phrase, string day) => Reads(phrase, $"impossible {day}");

    [TestCase("Tháng 13")]
    [TestCase("Tháng 0")]
    [TestCase("T13")]
    [TestCase("13/2019")]
    [TestCase("Quý V")]
    [TestCase("Quý 5")]
    [TestCase("Quý 0")]
    [TestCase("Tháng")]
    [TestCase("Quý")]
    [TestCase("Trước")]
    [TestCase("15")]
    [TestCase("2019")]
    [TestCase("-")]
    [TestCase("...")]
    [TestCase("?")]
    [TestCase("Theo kế hoạch")]
    [TestCase("Theo quy định")]
    [TestCase("Sau tháng 6")]
    [TestCase("Sau 15/6")]
    [TestCase("Từ tháng 5")]
    [TestCase("Khoảng tháng 6")]
    [TestCase("Tháng 3 hoặc tháng 4")]
    [TestCase("Tháng 3 tại Hà Nội")]
    [TestCase("Tháng 3 hằng năm")]
    [TestCase("Tháng 3, ...")]
    [TestCase("Tháng 3,")]
    [TestCase("Tháng 3/")]
    [TestCase("Tháng 3 -")]
    [TestCase("Tháng 1²")]
    [TestCase("Thường xuyên trong năm")]
    [TestCase("Hằng năm")]
    [TestCase("Đầu năm")]
    [TestCase("Giữa năm")]
    [TestCase("Đầu quý II")]
    [TestCase("Kỳ họp thứ 9")]
    [TestCase("Sau kỳ họp giữa năm")]
    [TestCase("Năm")]
    public void Anything_else_is_unreadable(string phrase) => Reads(phrase, "unreadable");

    [TestCase("Tháng 11-2")]
    [TestCase("Tháng 12, 1")]
    [TestCase("Tháng 9, 3")]
    [TestCase("Tháng 3, 3")]
    [TestCase("Quý IV-I")]
    [TestCase("Từ 15/12 đến 15/1")]
    [TestCase("5-6")]
    [TestCase("3/19")]
    [TestCase("3-4/2019")]
    [TestCase("Tháng 5/6")]
    [TestCase("Tháng 3/10")]
    [TestCase("Tháng 5-6/7")]
    [TestCase("Từ tháng 11/2018 đến tháng 3")]
    [TestCase("Trước tháng 5-6")]
    [TestCase("Đến tháng 6")]
    [TestCase("5/6/7")]
    [TestCase("15/6/219")]
    [TestCase("15/6/20190")]
    public void What_could_mean_two_things_is_not_guessed(string phrase) => Reads(phrase, "unreadable");

    [Test]
    public void The_phrases_of_the_sample_programmes_are_read()
    {
        string[] phrases = ["Tháng 1", "Tháng 10-11", "Quý I", "Quý IV", "Chậm nhất 20/12", "Đến hết 25/6", "Trước ngày 15/12/2019"];

        Assert.That(phrases.Select(phrase => TimePhrase.Read(phrase, 2019)), Has.All.InstanceOf<TimeReading.Due>());
    }

    private static void Reads(string? phrase, string expected, TimePhraseSettings? settings = null)
    {
        Assert.That(Written(TimePhrase.Read(phrase, 2019, settings)), Is.EqualTo(expected));
        Assert.That(Written(TimePhrase.Read(phrase?.Normalize(NormalizationForm.FormD), 2019, settings)), Is.EqualTo(expected), "decomposed");
    }

    private static string Written(TimeReading reading) => reading switch
    {
        TimeReading.Due due => (due.Provisional ? "~" : "") + string.Join("; ", due.Spans.Select(span => $"{Written(span.StartOn)}-{Written(span.DueOn)}")),
        TimeReading.NoDeadline => "no deadline",
        TimeReading.Empty => "empty",
        TimeReading.ImpossibleDay impossible => $"impossible {impossible.Day}",
        _ => "unreadable",
    };

    private static string Written(DateOnly? day) =>
        day?.ToString(day.Value.Year == 2019 ? "d/M" : "d/M/yyyy", CultureInfo.InvariantCulture) ?? "";
}
