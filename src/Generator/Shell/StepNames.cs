namespace NetSpec.Generator.Shell;

/// <summary>Tracking names of the pipeline's steps, for tests of what an edit re-runs.</summary>
public static class StepNames
{
    /// <summary>Additional file to path, text and options.</summary>
    public const string Files = nameof(Files);

    /// <summary>The files that others use, in one list.</summary>
    public const string Used = nameof(Used);

    /// <summary>A file with those that it uses: what its nets are made of.</summary>
    public const string Units = nameof(Units);

    /// <summary>Text to nets, shells and problems of one file.</summary>
    public const string Parsed = nameof(Parsed);

    /// <summary>The types of a file one by one, without positions.</summary>
    public const string Nets = nameof(Nets);

    /// <summary>What the project's own code declares under those names.</summary>
    public const string Declared = nameof(Declared);

    /// <summary>The names of all files together: hint names, and clashes.</summary>
    public const string Names = nameof(Names);

    /// <summary>Net to plan.</summary>
    public const string Plans = nameof(Plans);

    /// <summary>The plan, or what stands in for it where the project's part of the class has members of the emitted part.</summary>
    public const string Members = nameof(Members);

    /// <summary>Plan and hint name: what the source output prints.</summary>
    public const string Source = nameof(Source);

    /// <summary>Net and hint name: what the second source output prints, of the nets that ask for the theory of their paths.</summary>
    public const string PathSource = nameof(PathSource);

    /// <summary>Net, plan of one token and hint name: what the output of decoders prints, of the nets that ask for one.</summary>
    public const string DecoderSource = nameof(DecoderSource);

    /// <summary>The patterns of all Kronecker-sparse factors, whichever nets have them, in one list.</summary>
    public const string Patterns = nameof(Patterns);

    /// <summary>A few patterns: what the third source output prints.</summary>
    public const string PatternSource = nameof(PatternSource);

    /// <summary>Whether the project references ILGPU: all that is looked at of a compilation.</summary>
    public const string Ilgpu = nameof(Ilgpu);

    /// <summary>Device programs and hint name: what the fourth source output prints, of the nets that ask for a device.</summary>
    public const string GpuSource = nameof(GpuSource);

    /// <summary>Whether there is a device program: then the fifth source output adds the fixed host code.</summary>
    public const string GpuHost = nameof(GpuHost);

    /// <summary>The <c>tune</c> lines of all files, without places.</summary>
    public const string Tunings = nameof(Tunings);

    /// <summary>The device kernels of all programs with their tunings, in one list.</summary>
    public const string Kernels = nameof(Kernels);

    /// <summary>A few device kernels, planned: what the sixth source output prints.</summary>
    public const string KernelSource = nameof(KernelSource);

    /// <summary>Whether there are types that are hidden from other assemblies: then the seventh source output adds the attribute for it.</summary>
    public const string Embedded = nameof(Embedded);

    /// <summary>Problems with their places in a file: what the problem outputs report.</summary>
    public const string Problems = nameof(Problems);
}
