package io.github.containerd4j.proto;

import java.util.Set;
import java.util.TreeSet;

import com.google.protobuf.Descriptors.FileDescriptor;
import io.github.containerd4j.proto.health.v1.HealthProto;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the compiled protocol buffers against the table of containerd's API.
 */
class ApiTableTests {

	private final Set<ApiRow> table = ApiRow.readTable("/containerd-api.tsv");

	private final Set<ApiRow> compiled = ApiRow.of(CompiledFiles.all().stream().filter((file) -> !isHealth(file)));

	@Test
	void everyRowOfTheTableIsCompiled() {
		assertThat(difference(this.table, this.compiled)).as("rows of the table that no .proto file has").isEmpty();
	}

	@Test
	void nothingIsCompiledThatTheTableLacks() {
		assertThat(difference(this.compiled, this.table)).as("compiled, but not in the table").isEmpty();
	}

	@Test
	void tableHasEveryKindOfRow() {
		assertThat(this.table).extracting(ApiRow::kind)
			.contains("message", "field", "enum", "value", "service", "rpc")
			.hasSizeGreaterThan(1000);
	}

	@Test
	void everyFileIsProto3() {
		assertThat(CompiledFiles.all()).extracting((file) -> file.toProto().getSyntax()).containsOnly("proto3");
	}

	@Test
	void healthOffersTheUnaryCheckOnly() {
		FileDescriptor health = HealthProto.getDescriptor();

		assertThat(ApiRow.of(health)).filteredOn((row) -> row.kind().equals("rpc"))
			.containsExactly(new ApiRow("rpc", "grpc.health.v1.Health", "", "Check",
					"grpc.health.v1.HealthCheckRequest -> grpc.health.v1.HealthCheckResponse", ""));
	}

	private static boolean isHealth(FileDescriptor file) {
		return file.getPackage().equals("grpc.health.v1");
	}

	private static Set<ApiRow> difference(Set<ApiRow> rows, Set<ApiRow> without) {
		Set<ApiRow> difference = new TreeSet<>(rows);
		difference.removeAll(without);
		return difference;
	}

}
