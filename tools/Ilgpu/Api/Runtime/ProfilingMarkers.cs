namespace ILGPU.Runtime;

/// <summary>Markers on the default stream.</summary>
public static class ProfilingMarkers
{
    public static ProfilingMarker AddProfilingMarker(this Accelerator accelerator) => accelerator.DefaultStream.AddProfilingMarker();
}
