internal import ArgumentParser
internal import VietCore
internal import VietSegmentation
internal import VietTraining

/// `viet model`: train and judge models.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model", abstract: "Trains and judges models.",
    subcommands: [ModelTrainCommand.self, ModelEvaluateCommand.self, ModelInfoCommand.self])
}

/// The values of `--task`.
enum TaskChoice: String, CaseIterable, ExpressibleByArgument {
  case segment, restore
}

/// What the `model` verbs read.
enum ModelFiles {
  /// Reads a whole file, which must be UTF-8.
  static func text(_ path: String) throws -> String {
    var buffer = ByteBuffer()
    let input = try Input.openUnpacking(path)
    try input.readAll(into: &buffer)
    let bytes = ByteOrderMark.skipped(UnsafeRawBufferPointer(start: buffer.base, count: buffer.count))
    do throws(MalformedUTF8Error) { try MalformedUTF8.check(bytes) } catch {
      let line = bytes[..<error.offset].count { $0 == 0x0A } + 1
      throw CommandError(file: path, place: .line(line), "not UTF-8 (convert it with viet convert)")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads segmented sentences.
  static func sentences(_ path: String) throws -> [SegmentedSentence] {
    let content = try text(path)
    do throws(SegmentedText.Problem) { return try SegmentedText.sentences(in: content) } catch {
      throw CommandError(file: path, place: .line(error.line), error.detail)
    }
  }

  /// Reads a restoration model, or gives the one in the binary.
  static func restorationModel(_ path: String?) throws -> RestorationModel {
    guard let path else { return .builtIn }
    let buffer = try bytes(path)
    do throws(ModelError) {
      return try RestorationModel(UnsafeRawBufferPointer(start: buffer.base, count: buffer.count))
    } catch { throw CommandError(file: path, error.detail) }
  }

  /// Reads a whole model file.
  static func bytes(_ path: String) throws -> ByteBuffer {
    var buffer = ByteBuffer()
    let input = try Input.open(path)
    try input.readAll(into: &buffer)
    return buffer
  }

  /// Reads a word model, or gives the one in the binary.
  static func wordModel(_ path: String?) throws -> WordModel {
    guard let path else { return .builtIn }
    let buffer = try bytes(path)
    do throws(ModelError) {
      return try WordModel(UnsafeRawBufferPointer(start: buffer.base, count: buffer.count))
    } catch { throw CommandError(file: path, error.detail) }
  }
}
