package io.github.reelay.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The media folder itself. */
record FolderShelf(MediaPaths paths) implements Shelf {
  @Override
  public String name() {
    return "media folder";
  }

  @Override
  public List<StoredFile> files() throws IOException {
    List<StoredFile> files = new ArrayList<>(filesIn(paths.videos()));
    files.addAll(filesIn(paths.pictures()));
    return files;
  }

  static List<StoredFile> filesIn(Path folder) throws IOException {
    boolean videos = folder.endsWith("videos");
    List<StoredFile> files = new ArrayList<>();
    try (Stream<Path> paths = Files.list(folder)) {
      for (Path path : paths.toList()) {
        try {
          BasicFileAttributes about = Files.readAttributes(path, BasicFileAttributes.class);
          files.add(
              new StoredFile(
                  path.toString(),
                  videos,
                  path.getFileName().toString(),
                  about.size(),
                  about.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException gone) {
          // A person deleted the video meanwhile.
        }
      }
    }
    return files;
  }

  @Override
  public void delete(StoredFile file) throws IOException {
    Files.deleteIfExists(Path.of(file.key()));
  }
}
