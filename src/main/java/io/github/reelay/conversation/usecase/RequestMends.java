package io.github.reelay.conversation.usecase;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.ChatPoster;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.Draft;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.request.RequestRefusal;
import io.github.reelay.conversation.text.ButtonLabels;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.task.LimitRefusal;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Task;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.tracking.port.TaskStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The mends of a refused request: each that would be taken is kept as a draft and offered as a
 * button, which shows its card. Only what the catalogue takes is offered; nothing is spent.
 */
record RequestMends(
    ModelCatalogue catalogue,
    TaskStore tasks,
    NewDrafts newDrafts,
    MendCandidates candidates,
    ChatPoster poster,
    UserTexts texts) {
  /** A row of buttons; more is a menu, and for that there is the card. */
  static final int MAX_MENDS = 3;

  /** The refusal with the ways out under it. */
  Answer reply(Sender sender, String origin, RequestRefusal refusal) {
    VideoRequest request = refusal.request();
    if (request == null || request.prompt().isEmpty()) {
      return refusal.reply();
    }
    return reply(
        sender,
        origin,
        request,
        refusal.explanation(),
        mends(sender, request, refusal.reason()),
        null);
  }

  /** What would do instead, as changes of fields. */
  List<Conversation.Mend> changes(Sender sender, RequestRefusal refusal) {
    VideoRequest request = refusal.request();
    return request == null
        ? List.of()
        : mends(sender, request, refusal.reason()).stream()
            .map(mend -> new Conversation.Mend(mend.label(), changes(request, mend.request())))
            .toList();
  }

  private static Map<String, String> changes(VideoRequest from, VideoRequest to) {
    Map<String, String> changed = new HashMap<>();
    for (RequestOption option : RequestOption.values()) {
      String value = option.value(to);
      if (!Objects.equals(option.value(from), value)) {
        changed.put(option.word(), Objects.requireNonNullElse(value, ""));
      }
    }
    if (from.pictures().size() != to.pictures().size()) {
      changed.put("images", Integer.toString(to.pictures().size()));
    }
    return changed;
  }

  /**
   * The refusal of a request by a limit, with what fits it and, where it frees up, a card then.
   *
   * @param fits whether the limits let an offer through now
   */
  Answer replyToLimit(
      Sender sender,
      String origin,
      VideoRequest request,
      Offer offer,
      LimitRefusal refusal,
      RichText explanation,
      Predicate<Offer> fits) {
    Task source = source(request);
    List<MendCandidates.Mend> mends =
        candidates
            .smaller(
                sender,
                request,
                offer,
                source,
                mend ->
                    catalogue.check(mend.request(), source)
                            instanceof RequestCheck.Valid(List<Offer> offers)
                        && fits.test(offers.getFirst()))
            .toList();
    return reply(
        sender,
        origin,
        request,
        explanation,
        mends,
        poster.canPost(sender.destination()) ? refusal.freesAt() : null);
  }

  private @Nullable Task source(VideoRequest request) {
    return Optional.ofNullable(request.source()).flatMap(tasks::find).orElse(null);
  }

  private Answer reply(
      Sender sender,
      String origin,
      VideoRequest request,
      RichText explanation,
      List<MendCandidates.Mend> mends,
      @Nullable Instant frees) {
    List<Button> buttons = new ArrayList<>();
    for (MendCandidates.Mend mend : mends) {
      Draft draft = newDrafts.keepLatest(sender, origin + ":mend:" + mend.label(), mend.request());
      buttons.add(
          new Button(
              new ButtonId(ButtonAction.MEND, draft.id()), mend.label(), Button.Style.PRIMARY));
    }
    Draft words = newDrafts.keepLatest(sender, origin + ":edit", request);
    List<Button> last = new ArrayList<>();
    if (frees != null) {
      last.add(
          new Button(
              new ButtonId(ButtonAction.LATER, words.id()),
              texts.plainText(
                  sender,
                  ButtonAction.LATER.labelKey(),
                  texts
                      .formats()
                      .clock(texts.language(sender), frees, newDrafts.clock().instant())),
              Button.Style.PRIMARY));
    }
    last.add(
        new Button(
            new ButtonId(ButtonAction.EDIT, words.id()),
            texts.plainText(sender, ButtonAction.EDIT.labelKey()),
            Button.Style.PLAIN));
    List<List<Button>> rows =
        Stream.concat(ButtonLabels.grid(buttons, MAX_MENDS).stream(), Stream.of(last)).toList();
    return new Answer.Reply(new Message(explanation, rows), true);
  }

  private List<MendCandidates.Mend> mends(
      Sender sender, VideoRequest request, RequestCheck.@Nullable Invalid reason) {
    Task source = source(request);
    return candidates
        .of(sender, request, reason)
        .filter(mend -> catalogue.check(mend.request(), source) instanceof RequestCheck.Valid)
        .limit(MAX_MENDS)
        .toList();
  }
}
