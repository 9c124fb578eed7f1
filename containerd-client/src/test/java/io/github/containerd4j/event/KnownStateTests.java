package io.github.containerd4j.event;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.event.StateListing.ListedContainer;
import io.github.containerd4j.event.StateListing.NamespaceListing;
import io.github.containerd4j.task.ExitStatus;
import io.github.containerd4j.task.ProcessInfo;
import io.github.containerd4j.task.TaskStatus;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KnownStateTests {

	private static final Instant EARLY = Instant.ofEpochSecond(100);

	private static final Instant LATE = Instant.ofEpochSecond(200);

	private static final Instant NOW = Instant.ofEpochSecond(300);

	private static final ContainerCreate CREATED = new ContainerCreate("c1", "img", null);

	private static final TaskIo IO = new TaskIo(null, "/out", "/err", false);

	private static final TaskCreate TASK = new TaskCreate("c1", null, List.of(), IO, null, 7);

	private final KnownState known = new KnownState();

	@Test
	void tellsEverythingAtFirst() {
		List<ContainerdEvent<?>> events = this.known
			.update(listing(List.of(container(EARLY)), List.of(task(TaskStatus.RUNNING, 7))), NOW);

		assertThat(events).extracting((event) -> (Object) event.payload())
			.containsExactly(new NamespaceCreate("ns", Map.of("a", "b")), CREATED, TASK, new TaskStart("c1", 7));
		assertThat(events).allMatch((event) -> event.namespace().equals("ns"))
			.allMatch((event) -> event.origin() == EventOrigin.RESYNC);
		assertThat(events).extracting(ContainerdEvent::topic)
			.containsExactly("/namespaces/create", "/containers/create", "/tasks/create", "/tasks/start");
		assertThat(events).extracting(ContainerdEvent::timestamp).containsExactly(NOW, EARLY, NOW, NOW);
	}

	@Test
	void tellsNothingTwice() {
		StateListing listing = listing(List.of(container(EARLY)), List.of(task(TaskStatus.RUNNING, 7)));
		this.known.update(listing, NOW);

		assertThat(this.known.update(listing, NOW)).isEmpty();
	}

	@Test
	void tellsNothingThatEventsHaveTold() {
		live("/containers/create", CREATED, EARLY.plusMillis(1));
		live("/containers/update", new ContainerUpdate("c1", "img", Map.of(), null), LATE.plusMillis(1));
		live("/tasks/create", TASK, LATE);
		live("/tasks/start", new TaskStart("c1", 7), LATE);
		live("/tasks/paused", new TaskPaused("c1"), LATE);

		assertThat(update(List.of(container(EARLY, LATE)), List.of(task(TaskStatus.PAUSED, 7)))).isEmpty();
	}

	@Test
	void tellsAContainerThatIsGoneAfterItsTask() {
		this.known.update(listing(List.of(container(EARLY)), List.of(task(TaskStatus.RUNNING, 7))), NOW);

		assertThat(update(List.of(), List.of())).containsExactly(
				new TaskExit("c1", "c1", 7, TaskExit.UNKNOWN_STATUS, null),
				new TaskDelete("c1", "c1", 7, TaskExit.UNKNOWN_STATUS, null), new ContainerDelete("c1"));
	}

	@Test
	void tellsTheExitOfATask() {
		this.known.update(listing(List.of(), List.of(task(TaskStatus.RUNNING, 7))), NOW);

		List<ContainerdEvent<?>> events = this.known.update(listing(List.of(), List.of(stopped(7, 3))), NOW);

		assertThat(events).singleElement()
			.isEqualTo(new ContainerdEvent<>("ns", "/tasks/exit", LATE, new TaskExit("c1", "c1", 7, 3, LATE),
					EventOrigin.RESYNC));
	}

	@Test
	void tellsStartAndExitOfATaskThatRanUnseen() {
		this.known.update(listing(List.of(), List.of(task(TaskStatus.CREATED, 7))), NOW);

		assertThat(update(List.of(), List.of(stopped(7, 0)))).containsExactly(new TaskStart("c1", 7),
				new TaskExit("c1", "c1", 7, 0, LATE));
	}

	@Test
	void tellsTheKnownExitStatusWithTheDelete() {
		live("/tasks/exit", new TaskExit("c1", "c1", 7, 3, LATE), LATE);

		assertThat(update(List.of(), List.of())).containsExactly(new TaskDelete("c1", "c1", 7, 3, LATE));
	}

	@Test
	void tellsPauseAndResume() {
		this.known.update(listing(List.of(), List.of(task(TaskStatus.RUNNING, 7))), NOW);

		assertThat(update(List.of(), List.of(task(TaskStatus.PAUSED, 7)))).containsExactly(new TaskPaused("c1"));
		assertThat(update(List.of(), List.of(task(TaskStatus.RUNNING, 7)))).containsExactly(new TaskResumed("c1"));
	}

	@Test
	void tellsATaskThatWasReplaced() {
		this.known.update(listing(List.of(), List.of(task(TaskStatus.RUNNING, 7))), NOW);

		assertThat(update(List.of(), List.of(task(TaskStatus.RUNNING, 8)))).containsExactly(
				new TaskExit("c1", "c1", 7, TaskExit.UNKNOWN_STATUS, null),
				new TaskDelete("c1", "c1", 7, TaskExit.UNKNOWN_STATUS, null),
				new TaskCreate("c1", null, List.of(), IO, null, 8), new TaskStart("c1", 8));
	}

	@Test
	void restoredTaskGetsItsProcessWithoutBeingReplaced() {
		live("/tasks/create", new TaskCreate("c1", null, List.of(), IO, "dump", 0), EARLY);

		assertThat(update(List.of(), List.of(task(TaskStatus.RUNNING, 7)))).containsExactly(new TaskStart("c1", 7));
	}

	@Test
	void tellsAContainerThatWasReplaced() {
		this.known.update(listing(List.of(container(EARLY)), List.of()), NOW);

		assertThat(update(List.of(container(LATE)), List.of())).containsExactly(new ContainerDelete("c1"), CREATED);
	}

	@Test
	void tellsAContainerThatWasChanged() {
		this.known.update(listing(List.of(container(EARLY)), List.of()), NOW);

		assertThat(update(List.of(container(EARLY, LATE)), List.of()))
			.containsExactly(new ContainerUpdate("c1", "img", Map.of("x", "y"), "key"));
	}

	@Test
	void tellsANamespaceThatIsGoneWithAllThatWasInIt() {
		this.known.update(listing(List.of(container(EARLY)), List.of()), NOW);

		List<ContainerdEvent<?>> events = this.known.update(new StateListing(Map.of()), NOW);

		assertThat(events).extracting((event) -> (Object) event.payload())
			.containsExactly(new ContainerDelete("c1"), new NamespaceDelete("ns"));
		assertThat(events).extracting(ContainerdEvent::namespace).containsOnly("ns");
	}

	@Test
	void namespaceThatCouldNotBeListedIsLeftAlone() {
		this.known.update(listing(List.of(container(EARLY)), List.of(task(TaskStatus.RUNNING, 7))), NOW);
		Map<String, NamespaceListing> unlisted = new HashMap<>();
		unlisted.put("ns", null);

		assertThat(this.known.update(new StateListing(unlisted), NOW)).isEmpty();
	}

	@Test
	void exitThatIsToldBeforeTheStartCounts() {
		live("/tasks/exit", new TaskExit("c1", "c1", 7, 3, LATE), LATE);
		live("/tasks/create", TASK, EARLY);
		live("/tasks/start", new TaskStart("c1", 7), EARLY);

		assertThat(update(List.of(), List.of(stopped(7, 3)))).isEmpty();
	}

	@Test
	void exitOfAnExecChangesNothing() {
		this.known.update(listing(List.of(), List.of(task(TaskStatus.RUNNING, 7))), NOW);

		live("/tasks/exit", new TaskExit("c1", "exec", 9, 0, LATE), LATE);

		assertThat(update(List.of(), List.of(task(TaskStatus.RUNNING, 7)))).isEmpty();
	}

	@Test
	void lateDeleteOfAnEarlierTaskChangesNothing() {
		live("/tasks/create", TASK, EARLY);
		live("/tasks/delete", new TaskDelete("c1", "", 6, 0, null), LATE);

		assertThat(update(List.of(), List.of(task(TaskStatus.CREATED, 7)))).isEmpty();
	}

	@Test
	void stateThatTheShimDoesNotKnowTellsNothing() {
		this.known.update(listing(List.of(), List.of(task(TaskStatus.CREATED, 7))), NOW);

		assertThat(update(List.of(), List.of(task(TaskStatus.UNKNOWN, 7)))).isEmpty();
		assertThat(update(List.of(), List.of(task(TaskStatus.RUNNING, 7)))).containsExactly(new TaskStart("c1", 7));
	}

	private void live(String topic, EventPayload payload, Instant at) {
		// Otherwise the first listing would tell of the namespace.
		this.known.apply(new ContainerdEvent<>("ns", "/namespaces/create", EARLY, new NamespaceCreate("ns", Map.of()),
				EventOrigin.LIVE));
		this.known.apply(new ContainerdEvent<>("ns", topic, at, payload, EventOrigin.LIVE));
	}

	private List<Object> update(List<ListedContainer> containers, List<ProcessInfo> tasks) {
		return Arrays.asList(this.known.update(listing(containers, tasks), NOW)
			.stream()
			.map(ContainerdEvent::payload)
			.toArray(Object[]::new));
	}

	private static StateListing listing(List<ListedContainer> containers, List<ProcessInfo> tasks) {
		return new StateListing(Map.of("ns", new NamespaceListing(Map.of("a", "b"), containers, tasks)));
	}

	private static ListedContainer container(Instant createdAt) {
		return container(createdAt, createdAt);
	}

	private static ListedContainer container(Instant createdAt, Instant updatedAt) {
		return new ListedContainer("c1", "img", null, Map.of("x", "y"), "key", createdAt, updatedAt);
	}

	private static ProcessInfo task(TaskStatus status, int pid) {
		return new ProcessInfo("c1", null, pid, status, null, "/out", "/err", false, null);
	}

	private static ProcessInfo stopped(int pid, int code) {
		return new ProcessInfo("c1", null, pid, TaskStatus.STOPPED, null, "/out", "/err", false,
				new ExitStatus(code, LATE, pid));
	}

}
