/// The letters that Vietnamese adds to ASCII, in the order of the charts.
///
/// Twelve vowels, each capital then small, each with the six tones in dictionary order (ngang, huyền, hỏi,
/// ngã, sắc, nặng), then Đ and đ: 146 places, of which 12 are plain ASCII.
enum VietnameseLetters {
  static let count = 146

  /// The code points in order.
  static let codePoints: [UInt32] =
    ("AÀẢÃÁẠaàảãáạĂẰẲẴẮẶăằẳẵắặÂẦẨẪẤẬâầẩẫấậEÈẺẼÉẸeèẻẽéẹÊỀỂỄẾỆêềểễếệIÌỈĨÍỊiìỉĩíị"
    + "OÒỎÕÓỌoòỏõóọÔỒỔỖỐỘôồổỗốộƠỜỞỠỚỢơờởỡớợUÙỦŨÚỤuùủũúụƯỪỬỮỨỰưừửữứựYỲỶỸÝỴyỳỷỹýỵĐđ")
    .unicodeScalars.map(\.value)

  /// First code point of the table below.
  private static let lowest: UInt32 = 0x41
  private static let highest: UInt32 = 0x1EF9

  /// Place of each code point from `lowest` to `highest`; 255 for the others.
  private static let places: [UInt8] = {
    var places = [UInt8](repeating: 255, count: Int(highest - lowest) + 1)
    for (place, codePoint) in codePoints.enumerated() { places[Int(codePoint - lowest)] = UInt8(place) }
    return places
  }()

  /// The place of a code point, or `nil` when it is no vowel and no đ.
  static func place(_ codePoint: UInt32) -> Int? {
    guard codePoint >= lowest, codePoint <= highest else { return nil }
    let place = places[Int(codePoint - lowest)]
    return place == 255 ? nil : Int(place)
  }

  /// Whether the letter at a place is a capital.
  static func isCapital(_ place: Int) -> Bool { place < 144 ? (place / 6) % 2 == 0 : place == 144 }

  /// The place of the small letter.
  static func small(_ place: Int) -> Int { !isCapital(place) ? place : place < 144 ? place + 6 : 145 }
}
