package io.github.reelay.media;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** A place where finished videos and pictures are, as their retention sees it. */
sealed interface Shelf permits FolderShelf, StoreShelf {
  /**
   * A finished file.
   *
   * @param key what the shelf knows it by
   * @param name its name in the media folder
   */
  record StoredFile(String key, boolean isVideo, String name, long bytes, Instant modifiedAt) {}

  /** For the log. */
  String name();

  List<StoredFile> files() throws IOException;

  /** Missing is fine. */
  void delete(StoredFile file) throws IOException;
}
