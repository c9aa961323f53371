package io.github.reelay.media;

import io.github.reelay.media.store.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lies in the media folder while there is a shared store: copies only, once everything that
 * was here before has been put there. A mark in the folder says of which store.
 */
final class LocalCopies {
  private static final Logger log = LoggerFactory.getLogger(LocalCopies.class);

  static final String MARK = "copies";

  private final MediaPaths paths;

  LocalCopies(MediaPaths paths) {
    this.paths = paths;
  }

  /** Puts what was stored before there was this store into it; done once. */
  void putInto(ObjectStore store) throws IOException {
    if (areOf(store.address())) {
      return;
    }
    int put = 0;
    for (Path file : files()) {
      try {
        store.put(ObjectName.of(file, DurableFiles.sha256(file)), file);
        put++;
      } catch (NoSuchFileException _) {
        // Deleted meanwhile.
      }
    }
    Path written = paths.newPart(".mark");
    Files.writeString(written, store.address());
    DurableFiles.sync(written);
    DurableFiles.move(written, mark());
    log.atInfo().addKeyValue("files", put).log("The media folder is in the store now");
  }

  /** Whoever works without a store has nothing but this folder. */
  void areOriginals() throws IOException {
    Files.deleteIfExists(mark());
  }

  /** Deletes the copies: what is deleted by others would stay here as long as nobody works here. */
  int evict(String address) throws IOException {
    int evicted = 0;
    if (areOf(address)) {
      for (Path file : files()) {
        Files.deleteIfExists(file);
        evicted++;
      }
    }
    return evicted;
  }

  private boolean areOf(String address) throws IOException {
    try {
      return Files.readString(mark(), StandardCharsets.UTF_8).equals(address);
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> videos = Files.list(paths.videos());
        Stream<Path> pictures = Files.list(paths.pictures())) {
      return Stream.concat(
              videos.filter(file -> MediaPaths.taskOf(name(file)).isPresent()),
              pictures.filter(
                  file -> ObjectName.sha256(ObjectName.PICTURES + name(file)).isPresent()))
          .toList();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private Path mark() {
    return paths.root().resolve(MARK);
  }
}
