package io.github.reelay.storage;

import io.github.reelay.conversation.PersonalDataStore;
import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.row.ColumnValues;
import io.github.reelay.storage.row.DraftRows;
import io.github.reelay.storage.row.TaskRows;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.task.ref.PersonRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The personal data in the database, and its deletion. Thread-safe.
 *
 * <p>Of tasks that are over, the prompt, the name, the picture, the kept video and the means to
 * answer are blanked. The rest of the row stays: its video may still stand in a chat, and others
 * may have remixed it. The ledger stays whole: its sums are the operator's books, and forgetting
 * must not hand out a new day's budget.
 *
 * <p>Files are discarded after the commit; the media folder's own retention finds those that a kill
 * in between leaves.
 *
 * <p>A task whose row cannot be read is forgotten when a run of the program can.
 */
public final class JdbiPersonalDataStore implements PersonalDataStore {
  private static final String FINISHED_CONDITION = "over AND due_at IS NULL";

  private final Jdbi jdbi;
  private final TaskRowReader rows;
  private final Consumer<OrphanedFiles> deleteFiles;

  /**
   * @param deleteFiles deletes files; called with none, too
   */
  public JdbiPersonalDataStore(
      Database database, TaskRowReader rows, Consumer<OrphanedFiles> deleteFiles) {
    this.jdbi = database.jdbi();
    this.rows = rows;
    this.deleteFiles = deleteFiles;
  }

  /** Forgets a person. What is still open is left to {@link #forgetFinishedTasks}. */
  @Override
  public void forget(PersonRef person) {
    String key = ColumnValues.of(person);
    OrphanedFiles files =
        jdbi.inTransaction(handle -> {
          handle.execute("DELETE FROM preference WHERE person = ?", key);
          deleteTranscript(handle, key);
          List<ReferenceImage> pictures = deleteDrafts(handle, key);
          handle.execute(
              """
              INSERT INTO forgetting (task) SELECT id FROM task WHERE person = ?
              ON CONFLICT (task) DO NOTHING
              """,
              key);
          return forgetTasks(handle, pictures);
        });
    deleteFiles.accept(files);
  }

  /**
   * Forgets the tasks that were open when their people asked, and are over now. To be called now
   * and then.
   */
  public void forgetFinishedTasks() {
    deleteFiles.accept(jdbi.inTransaction(handle -> forgetTasks(handle, List.of())));
  }

  private static void deleteTranscript(Handle handle, String person) {
    // One by one, so that each gets a sequence number of its own: an open page takes its messages
    // away.
    handle
        .createQuery("SELECT id FROM transcript WHERE person = :person AND body IS NOT NULL")
        .bind("person", person)
        .mapTo(String.class)
        .list()
        .forEach(id -> JdbiTranscriptStore.delete(handle, id));
  }

  private static List<ReferenceImage> deleteDrafts(Handle handle, String person) {
    return handle
        .createQuery("DELETE FROM draft WHERE person = :person RETURNING body")
        .bind("person", person)
        .mapTo(String.class)
        .list()
        .stream()
        .flatMap(body -> DraftRows.read(body).stream())
        .flatMap(draft -> draft.request().pictures().stream())
        .toList();
  }

  private OrphanedFiles forgetTasks(Handle handle, List<ReferenceImage> drafted) {
    List<ReferenceImage> pictures = new ArrayList<>(drafted);
    List<Video> videos = new ArrayList<>();
    for (Task task : tasksToForget(handle)) {
      if (TaskRows.update(handle, TaskRedactor.redact(task), task.version())) {
        pictures.addAll(task.request().pictures());
        if (task.state() instanceof TaskState.WithFile kept) {
          videos.add(kept.video());
          Optional.ofNullable(task.film()).map(Task.Film::joined).ifPresent(videos::add);
        }
        handle.execute("DELETE FROM forgetting WHERE task = ?", task.id().value());
      }
    }
    return new OrphanedFiles(
        pictures.stream().distinct().filter(p -> isUnused(handle, p)).toList(), videos);
  }

  private List<Task> tasksToForget(Handle handle) {
    return rows.list(
        handle.createQuery(
            "SELECT "
                + TaskRowReader.COLUMNS
                + " FROM task t WHERE id IN (SELECT task FROM forgetting) AND "
                + FINISHED_CONDITION));
  }

  /** Files of pictures are found by content, so somebody else's task may need the same one. */
  private static boolean isUnused(Handle handle, ReferenceImage image) {
    return handle
            .createQuery(
                """
                SELECT (SELECT COUNT(*) FROM task WHERE picture LIKE '%' || :sha || '%')
                    + (SELECT COUNT(*) FROM draft WHERE picture LIKE '%' || :sha || '%')
                """)
            .bind("sha", image.sha256())
            .mapTo(Integer.class)
            .one()
        == 0;
  }
}
