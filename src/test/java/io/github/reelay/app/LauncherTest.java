package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code reelay} script, in an installation of its own with pretended JDKs. */
class LauncherTest {
  private record Outcome(int code, String out, String err, long pid) {}

  private static final List<String> TOOLS =
      List.of(
          "sed",
          "head",
          "find",
          "dirname",
          "readlink",
          "mktemp",
          "mkdir",
          "cat",
          "rm",
          "mv",
          "touch",
          "flock");

  @TempDir Path folder;
  private Path home;

  @BeforeEach
  void install() throws IOException {
    home = Files.createDirectories(folder.resolve("a home"));
    // The script looks into the machine's usual folders too; here they are the test's own.
    String script =
        Files.readString(Path.of("reelay"))
            .replaceAll(" (/usr|/opt|/Library)/", " " + folder + "$1/");
    write(home.resolve("reelay"), script);
    write(home.resolve("target/app/reelay.jar"), "a jar");
  }

  @Test
  void letsJavaLearnFromTheFirstStartAndUsesThatFromThenOn() throws Exception {
    Path jdk = learningJdk();

    Outcome first = launch(Map.of("JAVA_HOME", jdk.toString()), "demo");
    Outcome second = launch(Map.of("JAVA_HOME", jdk.toString()), "demo");
    Outcome other = launch(Map.of("JAVA_HOME", jdk.toString()), "check");

    assertThat(first.err.lines()).singleElement().asString().contains("quick starts");
    assertThat(second.err).isEmpty();
    assertThat(List.of(first, second, other))
        .allSatisfy(outcome ->
            assertThat(outcome.out.lines())
                .containsSubsequence(
                    "@" + home + "/target/app/jvm.options",
                    "-XX:AOTCache=" + home + "/target/app/reelay.aot",
                    "-jar",
                    home + "/target/app/reelay.jar"));
    assertThat(home.resolve("target/app/reelay.aot")).hasContent("learned");
  }

  @Test
  void learnsAnewWhenTheJarOrTheJavaIsAnother() throws Exception {
    Path jdk = learningJdk();
    Path cache = home.resolve("target/app/reelay.aot");
    launch(Map.of("JAVA_HOME", jdk.toString()), "run");
    for (Path newer : List.of(home.resolve("target/app/reelay.jar"), jdk.resolve("release"))) {
      write(cache, "of the one before");
      assertThat(newer.toFile().setLastModified(cache.toFile().lastModified() + 1_000)).isTrue();

      launch(Map.of("JAVA_HOME", jdk.toString()), "run");

      assertThat(cache).as("after %s", newer).hasContent("learned");
      assertThat(newer.toFile().setLastModified(cache.toFile().lastModified() - 1_000)).isTrue();
    }
  }

  @Test
  void startsAllTheSameWhereNothingCouldBeLearned() throws Exception {
    Path jdk = jdk("jdk", "25");

    Outcome first = launch(Map.of("JAVA_HOME", jdk.toString()), "run");
    Outcome second = launch(Map.of("JAVA_HOME", jdk.toString()), "run");

    assertThat(first.err.lines()).singleElement().asString().contains("quick starts");
    assertThat(second.err).as("it does not try at each start").isEmpty();
    assertThat(List.of(first, second))
        .allSatisfy(outcome ->
            assertThat(outcome.out)
                .contains("-jar\n" + home + "/target/app/reelay.jar\nrun")
                .doesNotContain("AOTCache"));
  }

  /** As the image does, whose folder nobody may write to later. */
  @Test
  void learnsOnlyWhenItIsToldTo() throws Exception {
    Outcome learned = launch(Map.of("JAVA_HOME", learningJdk().toString()), "train");
    assertThat(learned.code).isZero();
    assertThat(learned.out).as("nothing is started").doesNotContain("\nrun");
    assertThat(home.resolve("target/app/reelay.aot")).hasContent("learned");

    Outcome failed = launch(Map.of("JAVA_HOME", jdk("dull", "25").toString()), "train");
    assertThat(failed.code).isEqualTo(2);
    assertThat(failed.err).contains("what a start needs could not be learned");
  }

  /** One that writes what it has learned when it is asked to. */
  private Path learningJdk() throws IOException {
    Path jdk = jdk("jdk", "25");
    Path java = jdk.resolve("bin/java");
    write(
        java,
        Files.readString(java)
            .replace(
                "exit ${CODE",
                """
                for argument in "$@"; do
                  case $argument in
                    -XX:AOTMode=create) create=1 ;;
                    -XX:AOTCache=*) [ -z "$create" ] || printf learned > "${argument#*=}" ;;
                  esac
                done
                exit ${CODE\
                """));
    return jdk;
  }

  @Test
  void takesTheFirstJdkThatIsNewEnough() throws Exception {
    jdk("old", "17.0.15");
    jdk("usr/lib/jvm/new", "25.0.3");

    Outcome outcome = launch(Map.of("JAVA_HOME", folder.resolve("old").toString()), "run");

    assertThat(outcome.code).isZero();
    assertThat(outcome.out).startsWith("usr/lib/jvm/new");
  }

  @Test
  void asksAJdkThatHasNoReleaseFile() throws Exception {
    Path jdk = jdk("jdk", "26");
    Files.delete(jdk.resolve("release"));

    assertThat(launch(Map.of("JAVA_HOME", jdk.toString()), "run").out).startsWith("jdk");
  }

  @Test
  void passesArgumentsAsTheyAreAndTellsItsFolder() throws Exception {
    Path jdk = jdk("jdk", "25");

    Outcome outcome = launch(Map.of("JAVA_HOME", jdk.toString()), "demo", "two words", "");

    assertThat(outcome.out.lines())
        .contains("-Dreelay.home=" + home)
        .containsSubsequence("-jar", home + "/target/app/reelay.jar", "demo", "two words", "");
  }

  @Test
  void becomesTheProgramSoThatSignalsReachIt() throws Exception {
    Path jdk = jdk("jdk", "25");

    Outcome outcome = launch(Map.of("JAVA_HOME", jdk.toString()), "run");

    assertThat(outcome.out).contains("pid " + outcome.pid + "\n");
  }

  @Test
  void endsWithTheProgramsOwnCode() throws Exception {
    Path jdk = jdk("jdk", "25");

    assertThat(launch(Map.of("JAVA_HOME", jdk.toString(), "CODE", "3"), "run").code).isEqualTo(3);
  }

  @Test
  void aPackageTakesItsOwnJavaAndWhatWasMadeInAdvance() throws Exception {
    Path other = jdk("jdk", "25");
    jdk("a home/runtime", "25.0.3");
    write(home.resolve("app/reelay.jar"), "a jar");
    write(home.resolve("app/reelay.aot"), "a cache");
    write(home.resolve("app/native/libsqlitejdbc.so"), "a library");

    Outcome outcome = launch(Map.of("JAVA_HOME", other.toString()), "run");

    assertThat(outcome.out.lines())
        .contains(
            "a home/runtime",
            "-XX:AOTCache=" + home + "/app/reelay.aot",
            "-Dorg.sqlite.lib.path=" + home + "/app/native")
        .containsSubsequence("-jar", home + "/app/reelay.jar", "run");
  }

  @Test
  void saysInOneSentenceThatNoJdkIsNewEnough() throws Exception {
    jdk("usr/lib/jvm/old", "17.0.15");

    Outcome outcome = launch(Map.of(), "run");

    assertThat(outcome.code).isEqualTo(2);
    assertThat(outcome.out).isEmpty();
    assertThat(outcome.err.lines()).singleElement().asString().contains("JDK 25", "JAVA_HOME");
  }

  @Test
  void saysInOneSentenceThatMavenIsMissing() throws Exception {
    Path jdk = jdk("jdk", "25");
    Files.delete(home.resolve("target/app/reelay.jar"));
    write(home.resolve("pom.xml"), "<project/>");

    Outcome outcome = launch(Map.of("JAVA_HOME", jdk.toString()), "run");

    assertThat(outcome.code).isEqualTo(2);
    assertThat(outcome.err.lines()).singleElement().asString().contains("Maven", "install");
  }

  @Test
  void buildsOnlyWhatIsStale() throws Exception {
    Path jdk = jdk("jdk", "25");
    write(home.resolve("pom.xml"), "<project/>");
    write(home.resolve("src/main/A.java"), "class A {}");
    write(folder.resolve("bin/mvn"), "#!/bin/sh\necho \"$@\" >> ../mvn-calls\n");
    Files.delete(home.resolve("target/app/reelay.jar"));
    Files.createDirectories(home.resolve("target/app"));

    Outcome first = launch(Map.of("JAVA_HOME", jdk.toString()), "run");
    Outcome second = launch(Map.of("JAVA_HOME", jdk.toString()), "run");

    assertThat(first.err).contains("building, about a minute");
    assertThat(second.err).isEmpty();
    assertThat(folder.resolve("mvn-calls")).hasContent("-B -q -DskipTests package");
  }

  @Test
  void showsWhyABuildFailed() throws Exception {
    Path jdk = jdk("jdk", "25");
    write(home.resolve("pom.xml"), "<project/>");
    write(folder.resolve("bin/mvn"), "#!/bin/sh\necho A.java:1 is wrong\nexit 1\n");
    Files.delete(home.resolve("target/app/reelay.jar"));

    Outcome outcome = launch(Map.of("JAVA_HOME", jdk.toString()), "run");

    assertThat(outcome.code).isEqualTo(2);
    assertThat(outcome.err).contains("A.java:1 is wrong", "the build failed");
  }

  /** A folder that looks like a JDK; its java prints where it is, its process and its arguments. */
  private Path jdk(String name, String version) throws IOException {
    Path jdk = folder.resolve(name);
    write(jdk.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
    write(jdk.resolve("bin/javac"), "#!/bin/sh\n");
    write(
        jdk.resolve("bin/java"),
        """
        #!/bin/sh
        if [ "$1" = -version ]; then echo 'openjdk version "%s" 2026-01-01' >&2; exit; fi
        echo %s
        echo pid $$
        for argument in "$@"; do echo "$argument"; done
        exit ${CODE:-0}
        """
            .formatted(version, name));
    return jdk;
  }

  private Outcome launch(Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(home + "/reelay"));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", folder.resolve("bin") + ":" + tools());
    builder.environment().put("HOME", folder.toString());
    builder.environment().putAll(variables);
    Process process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Outcome(
        process.exitValue(), Files.readString(out), Files.readString(err), process.pid());
  }

  /** The system's programs that the script uses, without its java and mvn. */
  private Path tools() throws IOException {
    Path tools = folder.resolve("tools");
    for (String tool : TOOLS) {
      if (!Files.exists(Path.of("/usr/bin", tool)) && !Files.exists(Path.of("/bin", tool))) {
        continue; // flock, on machines that have none: the script does without
      }
      write(tools.resolve(tool), "#!/bin/sh\nPATH=/usr/bin:/bin exec " + tool + " \"$@\"\n");
    }
    return tools;
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
