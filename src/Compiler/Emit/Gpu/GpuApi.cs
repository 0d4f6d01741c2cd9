namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>Names of ILGPU and of the fixed host code as emitted code spells them.</summary>
internal static class GpuApi
{
    public const string Host = "global::" + FactorKernelNames.Namespace;
    public const string Function = Host + ".DeviceFunction";
    public const string Accelerator = "global::ILGPU.Runtime.Accelerator";
    public const string AcceleratorStream = "global::ILGPU.Runtime.AcceleratorStream";
    public const string ArrayView = "global::ILGPU.ArrayView";
    public const string Half = "global::ILGPU.Half";
}
