package io.github.reelay.media;

import io.github.reelay.task.TaskId;
import java.nio.file.Files;
import java.nio.file.Path;

/** An instance that has begun a download into a shared folder, and says where, and lives on. */
final class MediaRunUntilKilled {
  private MediaRunUntilKilled() {}

  public static void main(String[] args) throws Exception {
    MediaFolder folder = MediaFolder.openShared(Path.of(args[0]), null, null);
    Path part = folder.partFile(new TaskId("0ABCDEFGHJKMN"));
    Files.writeString(part, "half");
    System.out.println(part);
    Thread.currentThread().join();
  }
}
