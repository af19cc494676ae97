/// Why a text is analysed: a query may be treated differently from a document.
@frozen
public enum AnalysisPurpose: Sendable { case document, query, prefixQuery }
