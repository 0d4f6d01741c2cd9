using NetSpec.Dsl.Tuning;

namespace NetSpec.Generator.Shell;

/// <summary>A <c>tune</c> line, and the file that it stands in.</summary>
public sealed record SpecTuning(string Path, KernelTuning Tuning);
