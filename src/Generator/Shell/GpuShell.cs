using NetSpec.Dsl.Graph;

namespace NetSpec.Generator.Shell;

/// <summary>What stands in for the device programs of a net with errors, so that user code fails once, in the spec.</summary>
/// <param name="Shell">The net.</param>
/// <param name="Hint">The first part of the name of its file.</param>
public sealed record GpuShell(NetShell Shell, string Hint);
