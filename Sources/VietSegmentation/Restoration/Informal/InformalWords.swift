internal import VietOrthography

/// What people write for what when they chat: abbreviations and spellings by ear.
///
/// Written from common knowledge. A line: spellings, what each may stand for, the commonest first. A line that starts with ? holds
/// spellings that are often meant as they stand.
enum InformalWords {
  struct Entry {
    /// The likeliest first; each a row of syllables with their marks.
    var meanings: [[String]]
    /// Whether the spelling is often meant as it stands.
    var isDoubtful: Bool
  }

  /// By ``UnitHash`` with marks.
  static let entries: [UInt64: Entry] = {
    var result: [UInt64: Entry] = [:]
    for line in lines.split(separator: "\n") {
      let isDoubtful = line.first == "?"
      let sides = line.drop { $0 == "?" || $0 == " " }.split(separator: "=")
      let meanings = sides[1].split(separator: "|").map { $0.split(separator: " ").map(String.init) }
      for spelling in sides[0].split(separator: " ") {
        result[UnitHash.exact(String(spelling))] = Entry(meanings: meanings, isDoubtful: isDoubtful)
      }
    }
    return result
  }()

  private static let lines = """
    k ko kh hk hok hog hôg kô kog khg khum hemm = không
    ? hong hông hem hơm hum hổng = không | hôm
    dc đc đx dx đươc đượk = được
    dk đk = được | đăng ký | điều kiện
    j ji gj = gì
    ? g = gì | giờ
    ? h = giờ
    bik bjk bjt bít = biết
    bt = biết | bình thường
    ng ngừi = người
    ngta nta ngt = người ta
    nc = nói chuyện | nước
    nch = nói chuyện
    ntn ntnao = như thế nào
    nthe nth = như thế
    nv = như vậy | nhân viên
    nt = nhắn tin
    ns = nói
    r rùi rồy òi roài = rồi
    vs = với
    v = vậy | với | vợ
    zậy zị dzậy zay zậu = vậy
    ? dị dậy z = vậy
    vk = vợ
    ck = chồng
    ? a = anh
    ? e = em
    ? c = chị | có
    ? m = mình | mày
    ? t = tôi | tao | tớ
    ? b = bạn
    ? n = nó | này
    ? s = sao
    ? q = quá
    p = phải
    mn mng = mọi người
    mk mik mjk mjh mh mìk = mình
    ae = anh em
    ace = anh chị em
    ? ac = anh chị
    cbi = chuẩn bị
    chs = chả hiểu sao
    cx cg cug cũg củg = cũng
    lm = làm
    ? lun = luôn
    trc trk trướk = trước
    trg = trong | trường
    trog = trong
    ? tr = trời | triệu
    thik thjk thix thic = thích
    hoy thoy thoai = thôi
    ? thui th = thôi
    bh bjo bjh bgio bg bjờ = bây giờ
    hnay hnai = hôm nay
    hn = hôm nay | hà nội
    hqua = hôm qua
    hq = hôm qua | hàn quốc
    hs = học sinh
    hc = học
    sv = sinh viên
    gv = giáo viên
    gđ = gia đình
    cty = công ty
    đt đth = điện thoại | đối tượng
    sdt sđt = số điện thoại
    tk = tài khoản | thằng
    ny = người yêu
    nyc = người yêu cũ
    ? iu = yêu
    cv = công việc
    tg = thời gian | thế giới
    tgian = thời gian
    xl = xin lỗi
    sr srr = xin lỗi
    tks thks thanks = cảm ơn
    qá qa wá wa wua wuá qúa = quá
    nhìu nhju = nhiều
    nka nhoa = nha
    ? dề = về
    ? lém = lắm
    đag dag đg dg = đang
    ch chx chz = chưa
    chc chk = chắc
    ms = mới
    mún = muốn
    ? mun = muốn
    sn = sinh nhật
    vd = ví dụ
    vđ = vấn đề
    dth = dễ thương
    xog xg = xong
    xih xjnh xink = xinh
    kb = kết bạn | không biết
    kbt kobt kbiet kbiết = không biết
    kbh = không bao giờ
    ksao = không sao
    ks = khách sạn | không sao
    kp kphai kphải = không phải
    ktra = kiểm tra
    kq kqua = kết quả
    tht = thật
    tn = tin nhắn
    thg = thằng | tháng
    thag = tháng
    nhg nhưg nhug = nhưng
    nhữg nhx = những
    bn = bạn | bao nhiêu
    bnhieu bnhiu bnhiêu bnh = bao nhiêu
    ôg og = ông
    tl = trả lời
    nma nhma nhm = nhưng mà
    mak = mà
    thj = thì
    ? kiu = kêu
    cgai = con gái
    ctrai = con trai
    cn = con | chủ nhật
    hnhu hnhư = hình như
    lsao = làm sao
    lgi = làm gì
    tsao = tại sao
    vsao = vì sao
    thnao tnao = thế nào
    dj đj ik = đi
    cj = chị
    cko = cho
    ak = à
    uk uh uhm ừk = ừ
    vâg = vâng
    dạk = dạ
    ? bùn = buồn
    ? chít = chết
    kím = kiếm
    kíu = cứu
    xiền = tiền
    chời trùi = trời
    ? mí = mấy
    nì = này
    sg = sài gòn
    vn = việt nam
    đn = đà nẵng
    tq = trung quốc
    xn = xét nghiệm
    bv = bệnh viện
    bs = bác sĩ
    sp = sản phẩm
    sd = sử dụng
    vc = vợ chồng | việc
    đb = đặc biệt
    nx = nữa
    mxh = mạng xã hội
    lq = liên quan
    sk = sức khỏe
    pn = phụ nữ
    đh = đại học
    ctr = chương trình
    trđ = triệu đồng
    lquan = liên quan
    đki = đăng ký
    tcam = tình cảm
    """
}
