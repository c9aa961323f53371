package io.github.reelay.conversation.usecase;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Draft;
import io.github.reelay.conversation.DraftStore;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.request.PromptSanitizer;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.VideoRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/**
 * The pictures that came without words: kept as a draft for a while, for the person's next words in
 * the chat or for those that answer the question.
 */
record KeptPictures(
    DraftStore drafts,
    NewDrafts newDrafts,
    TaskAcceptor acceptor,
    UserTexts texts,
    InstantSource clock) {
  /**
   * Completes what a person sends with the pictures they sent before.
   *
   * @param next what is done when there are words
   */
  Answer complete(Sender sender, RequestInput input, Function<RequestInput, Answer> next) {
    boolean words = !PromptSanitizer.sanitize(input.text()).isEmpty();
    if (!words && input.images().isEmpty()) {
      return next.apply(input);
    }
    List<Draft> kept =
        drafts
            .findSince(
                sender.person(),
                sender.destination().chat(),
                clock.instant().minus(Draft.PICTURE_TTL))
            .stream()
            .filter(draft -> sender.isAt(draft.address()))
            .filter(Draft::lacksPrompt)
            .toList();
    if (!words) {
      return keep(sender, input, kept);
    }
    Answer answer =
        next.apply(
            kept.isEmpty() || !input.images().isEmpty()
                ? input
                : input.withImages(kept.getFirst().request().pictures()));
    if (isTaken(answer)) {
      kept.forEach(draft -> drafts.delete(draft.id()));
    }
    return answer;
  }

  /** Whether nothing is left for the pictures to wait for: there is a card, or a task. */
  static boolean isTaken(Answer answer) {
    return switch (answer) {
      case Answer.TaskStarted _, Answer.ReplaceMessage _ -> true;
      case Answer.Reply(Message message, _, boolean refusal) ->
          !refusal && !message.rows().isEmpty();
      case Answer.AskPrompt _,
          Answer.DeleteMessages _,
          Answer.HideVideo _,
          Answer.ShowVideo _,
          Answer.Acknowledge _ ->
          false;
    };
  }

  private Answer keep(Sender sender, RequestInput input, List<Draft> before) {
    var refusal = acceptor.accessRefusal(sender);
    if (refusal.isPresent()) {
      return refusal.get().reply();
    }
    Draft draft =
        newDrafts.keep(
            sender,
            input.origin(),
            VideoRequest.of(RequestKind.GENERATE, "", null).withPictures(input.images()));
    List<Draft> others = before.stream().filter(other -> !other.id().equals(draft.id())).toList();
    others.forEach(other -> drafts.delete(other.id()));
    int count = draft.request().pictures().size();
    return new Answer.AskPrompt(
        new ButtonId(ButtonAction.EDIT, draft.id()),
        Message.of(
            texts.text(sender, others.isEmpty() ? "picture.ask" : "picture.ask-instead", count)),
        "",
        false);
  }
}
