/// The mark of a letter that is not its tone.
enum Quality: UInt8, Hashable { case none, circumflex, breve, horn, stroke }
