using NetSpec.Runtime.Kernels.Convolution;

namespace NetSpec.Runtime.Tests.Kernels.Convolution;

/// <summary>The shape of the case that a test puts there. Tests run at the same time, so each has a type of its own, and one for each layer that it joins.</summary>
/// <typeparam name="TLayer">Whose shape it is.</typeparam>
internal readonly struct CaseShape<TLayer> : IConvShape
{
    public static ConvCase Case { get; set; } = new();

    public int InChannels => Case.InChannels;
    public int InHeight => Case.InHeight;
    public int InWidth => Case.InWidth;
    public int InBorder => Case.InBorder;
    public bool InPlanar => Case.Planar;
    public int OutChannels => Case.OutChannels;
    public int OutHeight => Case.OutHeight;
    public int OutWidth => Case.OutWidth;
    public int OutBorder => Case.OutBorder;
    public int KernelHeight => Case.KernelHeight;
    public int KernelWidth => Case.KernelWidth;
    public int StrideHeight => Case.StrideHeight;
    public int StrideWidth => Case.StrideWidth;
    public int PadTop => Case.PadTop;
    public int PadLeft => Case.PadLeft;
    public int DilationHeight => Case.DilationHeight;
    public int DilationWidth => Case.DilationWidth;
    public int Groups => Case.Groups;
    public bool HasResidual => Case.HasResidual;
    public int ResidualBorder => Case.ResidualBorder;
}
