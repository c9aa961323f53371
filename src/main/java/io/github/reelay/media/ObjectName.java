package io.github.reelay.media;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of media files in a shared store: {@code videos/<task>.<sha256>.mp4} and {@code
 * pictures/<sha256>.jpg}. With its content's hash in it no name is ever written with two contents,
 * so an instance that was replaced and wakes up spoils nothing that its successor has put there.
 */
final class ObjectName {
  static final String VIDEOS = "videos/";
  static final String PICTURES = "pictures/";

  private static final Pattern NAME =
      Pattern.compile("(" + VIDEOS + "[^./]+|pictures)[./]([0-9a-f]{64})(\\.[a-z0-9]+)");

  private ObjectName() {}

  static String of(Path file, String sha256) {
    String name = name(file);
    return isVideo(file)
        ? prefixOf(file) + sha256 + name.substring(name.lastIndexOf('.'))
        : PICTURES + name;
  }

  /** What the names of all contents of a file begin with; a picture has one, so it is whole. */
  static String prefixOf(Path file) {
    String name = name(file);
    return isVideo(file) ? VIDEOS + name.substring(0, name.lastIndexOf('.') + 1) : PICTURES + name;
  }

  private static boolean isVideo(Path file) {
    Path folder = file.getParent();
    return folder != null && folder.endsWith("videos");
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  /** The hash of its content; empty if this is no name of ours. */
  static Optional<String> sha256(String objectName) {
    Matcher name = NAME.matcher(objectName);
    return name.matches() ? Optional.of(name.group(2)) : Optional.empty();
  }

  /** The file that it is a copy of, in the media folder; empty if this is no name of ours. */
  static Optional<String> fileName(String objectName) {
    Matcher name = NAME.matcher(objectName);
    return !name.matches()
        ? Optional.empty()
        : Optional.of(objectName.startsWith(PICTURES) ? objectName : name.group(1) + name.group(3));
  }
}
