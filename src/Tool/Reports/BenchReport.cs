using System.Collections.Generic;

namespace NetSpec.Tool.Reports;

/// <summary>What <c>bench</c> measured.</summary>
/// <param name="Spec">The spec.</param>
/// <param name="Net">The net.</param>
/// <param name="Simd">The vectors of the machine.</param>
/// <param name="MultiplyAdds">Of one sample.</param>
/// <param name="Runs">A row for each batch size and number of threads.</param>
/// <param name="OnnxRuntime">The version of ONNX Runtime that runs the same net; null where none is found.</param>
internal sealed record BenchReport(string Spec, string Net, string Simd, long MultiplyAdds, IReadOnlyList<BenchEntry> Runs, string? OnnxRuntime);
