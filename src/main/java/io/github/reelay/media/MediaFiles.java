package io.github.reelay.media;

import io.github.reelay.media.store.ObjectStore;
import io.github.reelay.media.store.ObjectStore.StoredObject;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.Video;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The finished files of the media folder. Where there is a shared store, every file is in it before
 * it is here, so no task ever points at a file that only this machine has; and what is not here is
 * brought from it, looked at, and kept. Safe for many threads.
 */
final class MediaFiles {
  private static final Logger log = LoggerFactory.getLogger(MediaFiles.class);

  /** So many files are brought at once without one waiting for another. */
  private static final int LOCKS = 64;

  private final MediaPaths paths;
  private final @Nullable ObjectStore store;
  private final List<ReentrantLock> locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

  MediaFiles(MediaPaths paths, @Nullable ObjectStore store) {
    this.paths = paths;
    this.store = store;
  }

  MediaPaths paths() {
    return paths;
  }

  @Nullable ObjectStore store() {
    return store;
  }

  Path file(Video video) {
    return paths.video(video.file());
  }

  Path file(ReferenceImage image) {
    return paths.picture(fileName(image));
  }

  static String fileName(ReferenceImage image) {
    return image.sha256() + (image.mediaType().equals("image/png") ? ".png" : ".jpg");
  }

  /** Puts a synced file under its final name. */
  void save(Path whole, Path file, String sha256) throws IOException {
    if (store != null) {
      store.put(ObjectName.of(file, sha256), whole);
    }
    DurableFiles.move(whole, file);
  }

  /** Where a video is; it is not there if it is gone. */
  Path locate(Video video) throws IOException {
    return locate(file(video), video.bytes(), video.sha256());
  }

  /** Where a picture is; it is not there if it is gone. */
  Path locate(ReferenceImage image) throws IOException {
    return locate(file(image), image.bytes(), image.sha256());
  }

  private Path locate(Path file, long bytes, String sha256) throws IOException {
    if (store != null && !isHere(file, bytes)) {
      bring(store, file, bytes, sha256);
    }
    return file;
  }

  boolean has(Video video) throws IOException {
    return store == null ? paths.has(file(video)) : isHere(locate(video), video.bytes());
  }

  boolean has(ReferenceImage image) throws IOException {
    return store == null ? paths.has(file(image)) : isHere(locate(image), image.bytes());
  }

  /**
   * Whether there is a file of that name, of which nothing else is known: whoever has a signed link
   * may ask for it.
   */
  boolean has(Path file) throws IOException {
    if (store != null && !Files.isRegularFile(file)) {
      StoredObject newest =
          store.list(ObjectName.prefixOf(file)).stream()
              .max(Comparator.comparing(StoredObject::modifiedAt))
              .orElse(null);
      String sha256 = newest == null ? null : ObjectName.sha256(newest.name()).orElse(null);
      if (newest != null && sha256 != null) {
        bring(store, file, newest.bytes(), sha256);
      }
    }
    return paths.has(file);
  }

  /** An instance that wrote another file of that name may have died before it was known. */
  private static boolean isHere(Path file, long bytes) throws IOException {
    return Files.isRegularFile(file) && Files.size(file) == bytes;
  }

  private void bring(ObjectStore from, Path file, long bytes, String sha256) throws IOException {
    ReentrantLock lock = locks.get(Math.floorMod(file.hashCode(), LOCKS));
    lock.lock();
    Path copy = paths.newPart(".copy");
    try {
      String name = ObjectName.of(file, sha256);
      Optional<StoredObject> found =
          isHere(file, bytes) ? Optional.empty() : from.get(name, copy, bytes);
      if (found.isEmpty()) {
        return;
      }
      if (found.get().bytes() != bytes || !DurableFiles.sha256(copy).equals(sha256)) {
        log.atError()
            .addKeyValue("file", name)
            .log(
                "The store has another file under this name than was put there; it counts as gone");
        return;
      }
      // Its age is what retention goes by.
      Files.setLastModifiedTime(copy, FileTime.from(found.get().modifiedAt()));
      DurableFiles.move(copy, file);
    } finally {
      Files.deleteIfExists(copy);
      lock.unlock();
    }
  }

  /** Missing is fine. */
  void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
    if (store != null) {
      for (StoredObject object : store.list(ObjectName.prefixOf(file))) {
        store.delete(object.name());
      }
    }
  }
}
