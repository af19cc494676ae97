@_exported public import VietAnalysis
@_exported public import VietCore
@_exported public import VietEncodings
@_exported public import VietOrthography
@_exported public import VietSegmentation
@_exported public import VietUnicode
