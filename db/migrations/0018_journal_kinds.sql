-- Giao ban, sessions and coordination are kinds of their own in the journal. What was done is said as before; only where one looks for it changes.
alter table journal drop constraint journal_kind_check;
alter table journal add constraint journal_kind_check check (kind in ('access', 'administration', 'meeting', 'coordination'));

-- The owner sees every council's lines only while nothing is forced.
alter table journal no force row level security;
update journal
set kind = 'meeting'
where act in (
    'Ghi cuộc giao ban', 'Sửa cuộc giao ban', 'Gỡ cuộc giao ban nhập nhầm', 'Ghi kết luận giao ban', 'Gỡ kết luận giao ban nhập nhầm',
    'Ghi kỳ họp, sự kiện', 'Sửa kỳ họp, sự kiện', 'Gỡ kỳ họp, sự kiện nhập nhầm', 'Lập kế hoạch chuẩn bị kỳ họp', 'Sửa kế hoạch chuẩn bị mẫu');
update journal
set kind = 'coordination'
where act in (
    'Tạo quy chế phối hợp', 'Sửa quy chế phối hợp', 'Chấm dứt quy chế phối hợp', 'Gỡ quy chế phối hợp nhập nhầm',
    'Thêm nghĩa vụ phối hợp', 'Sửa nghĩa vụ phối hợp', 'Thôi nghĩa vụ phối hợp', 'Dán nghĩa vụ phối hợp từ Excel',
    'Tạo liên kết trả lời', 'Thu hồi liên kết trả lời', 'Nhận trả lời qua liên kết');
alter table journal force row level security;
