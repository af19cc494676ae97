/// The shorthand of messages and forums, as groups of spellings of one meaning.
///
/// Only shorthand that is hardly ever anything else: `k`, `m` and `h` alone are letters and units too often, and what
/// stands for a name as often (`hn`, `tn`) is left out.
enum Teencode {
  /// Counts changes of the list.
  static let revision = 1

  static let groups: [[String]] = [
    ["không", "ko", "kô", "hok", "hem", "khg"],
    ["được", "đc", "dc", "đk"],
    ["biết", "bít", "bik", "bjt", "bjk"],
    ["gì", "j", "zì"],
    ["với", "vs", "zới"],
    ["vậy", "zậy", "zị"],
    ["rồi", "rùi", "roài"],
    ["bây giờ", "bi h", "bây h"],
    ["như thế nào", "ntn"],
    ["người", "ngừi"],
    ["mọi người", "mn", "mng"],
    ["người yêu", "ny"],
    ["những", "nhg", "nhữg"],
    ["nhưng", "nhưg"],
    ["trước", "trc", "trk"],
    ["quá", "wá", "qá"],
    ["yêu", "iu", "iêu"],
    ["thích", "thík", "thix"],
    ["chồng", "ck"],
    ["vợ", "vk"],
    ["luôn", "lun"],
    ["nhiều", "nhìu"],
    ["cũng", "cx", "cũg"],
    ["chưa", "chx"],
    ["sinh nhật", "snhật"],
    ["điện thoại", "đthoại"],
    ["số điện thoại", "sđt", "sdt"],
    ["bạn", "pạn"],
    ["buồn", "bùn"],
    ["vui", "zui"],
    ["về", "zề"],
    ["cảm ơn", "cám ơn", "tks", "thanks"],
    ["xin lỗi", "sorry"],
    ["facebook", "fb"],
    ["quan trọng", "qtrọng", "qtr"],
    ["không biết", "kbiết", "kbik"],
    ["thôi", "thoy", "thui"],
    ["tôi", "tui"],
  ]
}
