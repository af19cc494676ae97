/// Where the tone mark goes in the open rimes oa, oe, uy: `hòa, thúy` (traditional) or `hoà, thuý` (modern).
@frozen
public enum ToneMarkStyle: String, CaseIterable, Codable, Sendable { case traditional, modern }
