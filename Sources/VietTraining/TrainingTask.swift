/// What a model is trained for.
public enum TrainingTask: String, CaseIterable, Codable, Sendable { case segment, restore }
