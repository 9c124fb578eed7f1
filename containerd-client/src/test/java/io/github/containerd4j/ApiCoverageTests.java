package io.github.containerd4j;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds that typed methods reach all of containerd's API: the compiled client makes every
 * call, writes every field that a daemon reads, and reads every field that one sends.
 * What is left out is named here, with the reason.
 */
@AnalyzeClasses(packages = "io.github.containerd4j", importOptions = ImportOption.DoNotIncludeTests.class)
class ApiCoverageTests {

	// What travels inside an Any, to the daemon.
	private static final Predicate<String> SENT_AS_ANY = Set.of("containerd.runc.v1.Options",
			"containerd.runc.v1.CheckpointOptions", "runtimeoptions.v1.Options", "containerd.types.RuntimeRequest",
			"containerd.services.streaming.v1.StreamInit", "containerd.types.transfer.OCIRegistry",
			"containerd.types.transfer.ImageStore", "containerd.types.transfer.ImageImportStream",
			"containerd.types.transfer.ImageExportStream", "containerd.types.transfer.ReadStream",
			"containerd.types.transfer.WriteStream", "containerd.types.transfer.ContainerPath",
			"containerd.types.transfer.AuthResponse", "containerd.types.transfer.Data",
			"containerd.types.transfer.WindowUpdate")::contains;

	// What travels inside an Any, from the daemon.
	private static final Predicate<String> RECEIVED_AS_ANY = Set.of("containerd.runc.v1.Options",
			"runtimeoptions.v1.Options", "containerd.runc.v1.ProcessDetails", "containerd.types.RuntimeInfo",
			"containerd.types.transfer.AuthRequest", "containerd.types.transfer.Progress",
			"containerd.types.transfer.Data", "containerd.types.transfer.WindowUpdate",
			"io.containerd.cgroups.v1.Metrics", "io.containerd.cgroups.v2.Metrics")::contains;

	// Events travel inside an Any in both directions; those of images are among the
	// messages of their service.
	private static final Predicate<String> EVENTS = (name) -> name.startsWith("containerd.events.")
			|| name.matches("containerd\\.services\\.images\\.v1\\.Image(Create|Update|Delete)");

	// Declared and used by nothing: the answer to Exec is empty, and the envelope of 1.6
	// and 1.7 moved to containerd.types without a change on the wire.
	private static final Set<String> DEAD = Set.of("containerd.services.tasks.v1.ExecProcessResponse",
			"containerd.services.events.v1.Envelope");

	private static final Set<String> NOT_WRITTEN = Set.of(
			// Only the daemon knows them, and it ignores what a request says.
			"containerd.services.containers.v1.Container.created_at",
			"containerd.services.containers.v1.Container.updated_at", "containerd.services.content.v1.Info.size",
			"containerd.services.content.v1.Info.created_at", "containerd.services.content.v1.Info.updated_at",
			"containerd.services.images.v1.Image.created_at", "containerd.services.images.v1.Image.updated_at",
			"containerd.services.snapshots.v1.Info.parent", "containerd.services.snapshots.v1.Info.kind",
			"containerd.services.snapshots.v1.Info.created_at", "containerd.services.snapshots.v1.Info.updated_at",
			"containerd.types.Sandbox.created_at", "containerd.types.Sandbox.updated_at",
			"containerd.types.ActivationInfo.active", "containerd.types.ActivationInfo.system",
			"containerd.types.ActiveMount.mount", "containerd.types.ActiveMount.mounted_at",
			"containerd.types.ActiveMount.mount_point", "containerd.types.ActiveMount.data",
			// No daemon looks at these filters.
			"containerd.services.namespaces.v1.ListNamespacesRequest.filter",
			"containerd.services.tasks.v1.ListTasksRequest.filter", "containerd.services.mounts.v1.ListRequest.filters",
			// containerd serves the health of the empty name only.
			"grpc.health.v1.HealthCheckRequest.service");

	private static final Set<String> NOT_READ = Set.of(
			// They repeat the request.
			"containerd.services.tasks.v1.CreateTaskResponse.container_id",
			"containerd.services.tasks.v1.DeleteResponse.id",
			"containerd.services.content.v1.WriteContentResponse.action",
			// The daemon never sets it: a process has its container's identifier as its
			// id.
			"containerd.v1.types.Process.container_id",
			// Chunks follow each other without a hole.
			"containerd.services.content.v1.ReadContentResponse.offset",
			// The answer has the labels of the request and not all of them, so they are
			// read again.
			"containerd.services.namespaces.v1.UpdateNamespaceResponse.namespace");

	@ArchTest
	static void everyCallIsMade(JavaClasses classes) {
		assertThat(new GeneratedApi(classes).calls().keySet()).isNotEmpty().allMatch(used(classes)::contains);
	}

	@ArchTest
	static void everyFieldThatADaemonReadsIsWritten(JavaClasses classes) {
		GeneratedApi api = new GeneratedApi(classes);

		assertThat(neglected(sent(api), used(classes), api::setters)).containsExactlyInAnyOrderElementsOf(NOT_WRITTEN);
	}

	@ArchTest
	static void everyFieldThatADaemonSendsIsRead(JavaClasses classes) {
		GeneratedApi api = new GeneratedApi(classes);

		assertThat(neglected(received(api), used(classes), api::getters)).containsExactlyInAnyOrderElementsOf(NOT_READ);
	}

	@ArchTest
	static void everyMessageTravelsInOneDirectionAtLeast(JavaClasses classes) {
		GeneratedApi api = new GeneratedApi(classes);
		Set<String> travelling = new HashSet<>(sent(api).keySet());
		travelling.addAll(received(api).keySet());

		assertThat(api.messages().keySet()).filteredOn((name) -> !travelling.contains(name))
			.containsExactlyInAnyOrderElementsOf(DEAD);
	}

	private static Map<String, Descriptor> sent(GeneratedApi api) {
		return reached(api, MethodDescriptor::getInputType, SENT_AS_ANY.or(EVENTS));
	}

	private static Map<String, Descriptor> received(GeneratedApi api) {
		return reached(api, MethodDescriptor::getOutputType, RECEIVED_AS_ANY.or(EVENTS));
	}

	private static Map<String, Descriptor> reached(GeneratedApi api, Function<MethodDescriptor, Descriptor> side,
			Predicate<String> payloads) {
		Stream<Descriptor> direct = api.calls().values().stream().map(side);
		Stream<Descriptor> inside = api.messages().values().stream().filter((m) -> payloads.test(m.getFullName()));
		return api.closure(Stream.concat(direct, inside).toList());
	}

	private static List<String> neglected(Map<String, Descriptor> messages, Set<String> used,
			Function<FieldDescriptor, List<String>> accessors) {
		return messages.values()
			.stream()
			.flatMap((message) -> message.getFields().stream())
			.filter((field) -> accessors.apply(field).stream().noneMatch(used::contains))
			.map(FieldDescriptor::getFullName)
			.toList();
	}

	private static Set<String> used(JavaClasses classes) {
		return classes.stream()
			.filter((type) -> !GeneratedApi.isGenerated(type))
			.flatMap((type) -> type.getAccessesFromSelf().stream())
			.map((access) -> access.getTargetOwner().getName() + "#" + access.getName())
			.collect(Collectors.toSet());
	}

}
