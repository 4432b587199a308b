using System.Text;
using Tracker.Domain.Items;

namespace Tracker.Tests.Domain;

public class ActivityKindTests
{
    [TestCase("Giám sát công tác tiếp công dân trên địa bàn quận Long Biên", ActivityKind.Supervision)]
    [TestCase("Giám sát chuyên đề về phòng cháy", ActivityKind.Supervision)]
    [TestCase("Giám sát, khảo sát việc sử dụng tài sản công", ActivityKind.Supervision)]
    [TestCase("GIÁM SÁT công tác thu ngân sách", ActivityKind.Supervision)]
    [TestCase("giam sat cong tac thu ngan sach", ActivityKind.Supervision)]
    [TestCase("Tổ chức đoàn giám sát về bãi đỗ xe", ActivityKind.Supervision)]
    [TestCase("Ban Pháp chế giám sát việc chấp hành kỷ cương", ActivityKind.Supervision)]
    [TestCase("Thường trực HĐND Thành phố giám sát việc cải tạo chung cư cũ", ActivityKind.Supervision)]
    [TestCase("Tái giám sát việc cải tạo chung cư cũ tại quận Cầu Giấy", ActivityKind.FollowUpSupervision)]
    [TestCase("Khảo sát hoạt động y tế cơ sở", ActivityKind.Survey)]
    [TestCase("Thẩm tra báo cáo công tác thi hành án, trình kỳ họp giữa năm", ActivityKind.Verification)]
    [TestCase("Họp thẩm tra các báo cáo", ActivityKind.Verification)]
    [TestCase("Phiên giải trình về công tác cấp nước sạch nông thôn", ActivityKind.Explanation)]
    [TestCase("Phiên họp giải trình", ActivityKind.Explanation)]
    [TestCase("Tổ chức phiên chất vấn tại kỳ họp giữa năm 2019", ActivityKind.Questioning)]
    [TestCase("Tiếp xúc cử tri trước kỳ họp cuối năm 2019", ActivityKind.VoterMeeting)]
    [TestCase("Hội nghị tiếp xúc cử tri sau kỳ họp", ActivityKind.VoterMeeting)]
    [TestCase("Tiếp công dân định kỳ", ActivityKind.CitizenReception)]
    [TestCase("Tổ chức kỳ họp giữa năm", ActivityKind.Session)]
    [TestCase("Kỳ họp thứ 9", ActivityKind.Session)]
    [TestCase("Họp giao ban cơ quan Thường trực HĐND Thành phố tháng 1", ActivityKind.Meeting)]
    [TestCase("Họp liên tịch thống nhất nội dung kỳ họp giữa năm 2019", ActivityKind.Meeting)]
    [TestCase("Phiên họp thường kỳ Thường trực HĐND Thành phố tháng 1", ActivityKind.Meeting)]
    [TestCase("Giao ban chuyên đề về việc giải quyết khiếu nại, tố cáo", ActivityKind.Meeting)]
    [TestCase("Giao ban công tác Ban Pháp chế với các sở, ngành quý I", ActivityKind.Meeting)]
    [TestCase("Đôn đốc thực hiện kết luận giám sát, giải trình quý III", ActivityKind.Other)]
    [TestCase("Báo cáo công tác tháng 3", ActivityKind.Other)]
    [TestCase("Báo cáo kết quả giám sát", ActivityKind.Other)]
    [TestCase("Chuẩn bị nội dung, chương trình kỳ họp giữa năm 2019", ActivityKind.Other)]
    [TestCase("Chuẩn bị hội nghị giao ban với Thường trực HĐND quận, huyện, thị xã", ActivityKind.Other)]
    [TestCase("Phục vụ tiếp xúc cử tri", ActivityKind.Other)]
    [TestCase("Xây dựng lịch tiếp công dân của đại biểu", ActivityKind.Other)]
    [TestCase("Tổng hợp kiến nghị cử tri", ActivityKind.Other)]
    [TestCase("Hợp nhất các nghị quyết", ActivityKind.Other)]
    [TestCase("Thực hiện", ActivityKind.Other)]
    [TestCase("", ActivityKind.Other)]
    public void The_first_activity_that_the_title_opens_with_is_its_kind(string title, ActivityKind expected)
    {
        Assert.That(ActivityKinds.Guess(title), Is.EqualTo(expected));
        Assert.That(ActivityKinds.Guess(title.Normalize(NormalizationForm.FormD)), Is.EqualTo(expected));
    }

    [Test]
    public void Every_kind_has_a_name_of_its_own() =>
        Assert.That(Enum.GetValues<ActivityKind>().Select(kind => kind.Name()), Is.Unique.And.All.Not.Empty);

    [Test]
    public void Every_kind_but_the_last_is_guessed_from_its_own_name() =>
        Assert.That(
            Enum.GetValues<ActivityKind>().Select(kind => ActivityKinds.Guess(kind.Name())),
            Is.EqualTo(Enum.GetValues<ActivityKind>()));
}
