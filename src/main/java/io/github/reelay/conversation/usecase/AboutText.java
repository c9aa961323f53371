package io.github.reelay.conversation.usecase;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.CommandInput.Source;
import io.github.reelay.conversation.Installation;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.Formats;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.conversation.text.VideoSummary;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.TaskStore;
import java.util.Locale;
import java.util.Optional;

/** {@code /about}: what the bot is and what it keeps; of a video, who made it. */
record AboutText(
    TaskStore tasks, Installation installation, TaskPermissions permissions, UserTexts texts) {
  Answer show(Sender sender, Source source) {
    return switch (source) {
      case Source.Newest _ -> ofBot(sender);
      case Source.OnMessage(var message) -> ofVideo(sender, tasks.findByMessage(message));
      case Source.OfTask(var id) -> ofVideo(sender, tasks.find(id));
    };
  }

  private Answer ofBot(Sender sender) {
    Locale language = texts.language(sender);
    Formats formats = texts.formats();
    String own = "about.how." + sender.person().platform();
    return UserTexts.reply(
        RichText.builder()
            .append(texts.text(sender, "about.bot", installation.version()))
            .newLine()
            .append(
                texts.text(
                    sender,
                    "about.kept",
                    formats.exactDuration(language, installation.videosKept()),
                    formats.exactDuration(language, installation.tasksKept()),
                    texts.command(sender, "forget")))
            .newLine()
            .append(
                texts.text(sender, texts.localizer().bundles().has(own) ? own : "about.how.web"))
            .newLine()
            .append(VideoReports.howTo(texts, sender))
            .build());
  }

  /** What stands in another chat is no business of this one. */
  private Answer ofVideo(Sender sender, Optional<Task> found) {
    return found
        .filter(task -> task.state() instanceof TaskState.WithFile)
        .filter(task ->
            task.address().chat().equals(sender.destination().chat())
                || permissions.canManage(sender, task))
        .map(task -> ofVideo(sender, task))
        .orElseGet(() -> texts.reply(sender, "about.no-video", texts.command(sender, "about")));
  }

  private Answer ofVideo(Sender sender, Task task) {
    Locale language = texts.language(sender);
    RichText facts =
        new VideoSummary(texts.localizer(), texts.formats(), tasks::find)
            .line(language, task.offer(), task.request().kind(), task.request().source(), null);
    return UserTexts.reply(
        RichText.builder()
            .append(
                texts.text(
                    sender,
                    "about.video",
                    new Span.Code(task.id().shortForm()),
                    new Span.Code(task.offer().model()),
                    task.offer().provider(),
                    texts.formats().timestamp(language, task.acceptedAt())))
            .newLine()
            .append(facts)
            .newLine()
            .append(VideoReports.howTo(texts, sender))
            .build());
  }
}
