using System;

namespace ILGPU.Execution;

/// <summary>Unwinds a thread that waits at a barrier of a launch that has failed.</summary>
internal sealed class LaunchEndedException : Exception;
