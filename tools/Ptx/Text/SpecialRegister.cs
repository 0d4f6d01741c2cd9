using System.Collections.Generic;

namespace NetSpec.Ptx;

/// <summary>The registers that the device fills.</summary>
internal enum SpecialRegister
{
    TidX,
    TidY,
    TidZ,
    NtidX,
    NtidY,
    NtidZ,
    CtaidX,
    CtaidY,
    CtaidZ,
    NctaidX,
    NctaidY,
    NctaidZ,
    LaneId,
    WarpId,
    WarpSize,
}

/// <summary>Their names.</summary>
internal static class SpecialRegisters
{
    public static readonly IReadOnlyDictionary<string, SpecialRegister> ByName = new Dictionary<string, SpecialRegister>
    {
        ["%tid.x"] = SpecialRegister.TidX,
        ["%tid.y"] = SpecialRegister.TidY,
        ["%tid.z"] = SpecialRegister.TidZ,
        ["%ntid.x"] = SpecialRegister.NtidX,
        ["%ntid.y"] = SpecialRegister.NtidY,
        ["%ntid.z"] = SpecialRegister.NtidZ,
        ["%ctaid.x"] = SpecialRegister.CtaidX,
        ["%ctaid.y"] = SpecialRegister.CtaidY,
        ["%ctaid.z"] = SpecialRegister.CtaidZ,
        ["%nctaid.x"] = SpecialRegister.NctaidX,
        ["%nctaid.y"] = SpecialRegister.NctaidY,
        ["%nctaid.z"] = SpecialRegister.NctaidZ,
        ["%laneid"] = SpecialRegister.LaneId,
        ["%warpid"] = SpecialRegister.WarpId,
        ["WARP_SZ"] = SpecialRegister.WarpSize,
    };
}
