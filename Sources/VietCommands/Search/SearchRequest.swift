internal import VietSearch

/// What a search was asked for beyond the query.
struct SearchRequest {
  /// How a match is marked in a snippet.
  enum Style { case plain, stars, color }

  var options: SearchOptions
  var fields: [String]?
  var filter: String?
  var demandsMarks: Bool
  var isJSON: Bool
  var explains: Bool
  var suggests: Bool
  var countsOnly: Bool
  var style: Style
  var isQuiet: Bool
}
