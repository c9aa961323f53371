package io.github.reelay.testing;

import io.github.reelay.task.ref.Destination;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.ChatPlatformContract;
import io.github.reelay.tracking.port.ChatPlatformProbe;
import java.util.List;

/** The console keeps what every platform keeps. It can be closed; nothing else can happen to it. */
@ChatPlatformContract.CanHave(ChatPlatformProbe.Fault.GONE)
class ConsoleChatContractTest extends ChatPlatformContract {
  private final ConsoleScreen screen = new ConsoleScreen();
  private final ConsoleChat chat =
      new ConsoleChat(screen, new ChatPortsBuilder().build(new FakeMedia(), clock));

  @Override
  protected ChatPlatform platform() {
    return chat.platform();
  }

  @Override
  protected ChatPlatformProbe farSide() {
    return new ChatPlatformProbe() {
      @Override
      public Destination address() {
        return Destination.of(ConsoleChat.ROOM);
      }

      @Override
      public List<Seen> botMessages() {
        return screen.lines(line -> line.author().equals("bot")).stream()
            .map(line -> new Seen(String.valueOf(line.id()), line.text(), line.isVideo()))
            .toList();
      }

      @Override
      public void inject(Fault fault) {
        screen.close();
      }
    };
  }
}
