package io.github.reelay.provider.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reelay.task.TaskId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file in the server's folders.
 *
 * @param type {@code output}, or {@code temp} where the workflow does not keep it
 */
record OutputFile(String filename, String subfolder, String type) {
  /** What a task's files begin with, below the server's output folder. */
  private static final String FOLDER = "reelay";

  /** SaveAnimatedWEBP writes pictures that move; others write pictures of that name that do not. */
  private static final String ANIMATION = ".webp";

  /** What can be a video, the better first. */
  private static final List<String> VIDEOS = List.of(".mp4", ".webm", ".mov", ".m4v", ANIMATION);

  /** How the nodes call the first file of a prefix; VHS_VideoCombine without the second line. */
  private static final List<String> FIRST_FILES =
      List.of("_00001_.mp4", "_00001.mp4", "_00001_.webm", "_00001.webm", "_00001_" + ANIMATION);

  /** The prefix of the task's files; the nodes put a number and a suffix behind it. */
  static String prefix(TaskId task) {
    return FOLDER + "/" + task.value();
  }

  /**
   * The task's video among the outputs of a job: any list of files of any node (SaveVideo and
   * SaveWEBM call it {@code images}, VHS_VideoCombine {@code gifs}).
   */
  static Optional<OutputFile> findVideo(JsonNode outputs, TaskId task) {
    return ofTask(outputs, task).stream()
        .filter(file -> file.rank() < VIDEOS.size())
        .min(
            Comparator.comparing(OutputFile::mayBePicture)
                .thenComparing(file -> !file.type.equals("output"))
                .thenComparingInt(OutputFile::rank));
  }

  /** All files of a task. */
  static List<OutputFile> ofTask(JsonNode outputs, TaskId task) {
    List<OutputFile> files = new ArrayList<>();
    for (JsonNode node : outputs) {
      for (JsonNode list : node) {
        for (JsonNode file : list) {
          String name = file.path("filename").asText("");
          if (name.startsWith(task.value())) {
            files.add(
                new OutputFile(
                    name, file.path("subfolder").asText(""), file.path("type").asText("output")));
          }
        }
      }
    }
    return files;
  }

  /**
   * How the first file of a task may be called: after a restart the server knows no outputs any
   * more, but has the files.
   */
  static List<OutputFile> guesses(TaskId task) {
    return FIRST_FILES.stream()
        .map(end -> new OutputFile(task.value() + end, FOLDER, "output"))
        .toList();
  }

  String path() {
    return "/view?filename="
        + ComfyServer.encode(filename)
        + "&subfolder="
        + ComfyServer.encode(subfolder)
        + "&type="
        + ComfyServer.encode(type);
  }

  private boolean mayBePicture() {
    return rank() == VIDEOS.indexOf(ANIMATION);
  }

  private int rank() {
    String name = filename.toLowerCase(Locale.ROOT);
    int rank = 0;
    while (rank < VIDEOS.size() && !name.endsWith(VIDEOS.get(rank))) {
      rank++;
    }
    return rank;
  }
}
