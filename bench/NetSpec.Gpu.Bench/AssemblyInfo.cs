using System.Runtime.CompilerServices;

// Emitted kernels are compiled into an assembly of their own; they refer to the host code in this one. ILGPU makes launchers
// in a third.
[assembly: InternalsVisibleTo("NetSpec.Gpu.Kernels")]
[assembly: InternalsVisibleTo("ILGPURuntime")]
