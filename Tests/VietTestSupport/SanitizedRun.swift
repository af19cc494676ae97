/// Whether a sanitizer watches: programs then start slower by a second and reserve address space of their own.
package enum SanitizedRun {
  #if VIET_SANITIZED
    package static let isOn = true
  #else
    package static let isOn = false
  #endif
}
